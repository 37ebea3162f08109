"""The lists of work: my own, my team's, and finding a case; never anything that is out of sight (clauses 2 e, 7 a)."""

from upstander.casework.caseload.board import team_board
from upstander.casework.caseload.cases import cases_in_sight, is_in_sight
from upstander.casework.caseload.desk import my_desk
from upstander.casework.caseload.finding import find
from upstander.casework.caseload.held import handing_over
from upstander.casework.caseload.work import my_work, team_work

__all__ = ["cases_in_sight", "find", "handing_over", "is_in_sight", "my_desk", "my_work", "team_board", "team_work"]
