"""What somebody reads of their own case, with their code (clauses 3.2 c, 7 a, 10 c)."""

from upstander.casework.mycase.number import my_number
from upstander.casework.mycase.reading import my_case

__all__ = ["my_case", "my_number"]
