"""Real projects, coded from published sources, that ship with the program.

How they were coded: as of the decision, not from the outcome; what a source does not say is left
as not asked; where it is silent on a part of a level, the highest level that it does support is
taken. Measured or audited facts are graded as shown, everything told by those who took part or
who sell something as said, nothing as proven, because no raw records were seen. The coding was
never changed to make a score come out right.
"""
