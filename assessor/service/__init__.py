"""The front door: what the window and the command line do with assessments, one method each."""

from assessor.service.attached import Attached
from assessor.service.backups import Backups
from assessor.service.diagnosis import Diagnosis
from assessor.service.files import Files
from assessor.service.looks import Looks
from assessor.service.office import Office
from assessor.service.opening import DATABASE, default_database
from assessor.service.paper import Paper
from assessor.service.restating import Restating
from assessor.service.twin import Twin


class Service(Files, Restating, Attached, Looks, Paper, Twin, Office, Backups, Diagnosis):
    """Everything that can be done with assessments; raises Problem and nothing else."""


__all__ = ["DATABASE", "Service", "default_database"]
