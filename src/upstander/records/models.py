"""Django looks for models here; they live in the rooms of their matters."""

from upstander.records.approvals import Approval
from upstander.records.case import Assignment, Case, CaseLink, Conflict, Matter, Party, ResidentCode
from upstander.records.drafts import CodeSlip, Draft, ResidentVisit
from upstander.records.duties import OwedDuty, Pause
from upstander.records.estate import Area, Block, Home
from upstander.records.formsent import FormSent
from upstander.records.imports import ImportBatch
from upstander.records.journal import Entry
from upstander.records.outbox import OutboxItem
from upstander.records.people import Person, SafeContact, Tenancy, Token
from upstander.records.plans import Plan, PlanAnswer, PlanStep
from upstander.records.reports import Counter, Report
from upstander.records.risk import RiskAssessment
from upstander.records.staff import Appointment, Membership, OnCall, Staff, Team
from upstander.records.versions import ProcedureVersion
from upstander.records.worked import (
    AfterCheck,
    CaseReview,
    Contact,
    EvidenceHeard,
    Incident,
    Investigation,
    Message,
    Motive,
    Note,
    SupportConsidered,
)

__all__ = [
    "AfterCheck",
    "Appointment",
    "Approval",
    "Area",
    "Assignment",
    "Block",
    "Case",
    "CaseLink",
    "CaseReview",
    "CodeSlip",
    "Conflict",
    "Contact",
    "Counter",
    "Draft",
    "Entry",
    "EvidenceHeard",
    "FormSent",
    "Home",
    "ImportBatch",
    "Incident",
    "Investigation",
    "Matter",
    "Membership",
    "Message",
    "Motive",
    "Note",
    "OnCall",
    "OutboxItem",
    "OwedDuty",
    "Party",
    "Pause",
    "Person",
    "Plan",
    "PlanAnswer",
    "PlanStep",
    "ProcedureVersion",
    "Report",
    "ResidentCode",
    "ResidentVisit",
    "RiskAssessment",
    "SafeContact",
    "Staff",
    "SupportConsidered",
    "Team",
    "Tenancy",
    "Token",
]
