"""The commands of ``crm-takeoff``, one module each; every module has ``register`` and ``run``."""
