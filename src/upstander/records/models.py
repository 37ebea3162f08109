"""Django looks for models here; they live in the rooms of their matters."""

from upstander.records.agencies import Agency, AgencyBorough
from upstander.records.apikeys import ApiKey
from upstander.records.approvals import Approval
from upstander.records.case import Assignment, Case, CaseLink, Conflict, Matter, Party, ResidentCode
from upstander.records.consents import ConsentGiven
from upstander.records.considered import AgencyAnswer
from upstander.records.disclosures import Disclosure
from upstander.records.drafts import CodeSlip, Draft, ResidentVisit
from upstander.records.duties import OwedDuty, Pause
from upstander.records.estate import Area, Block, Home
from upstander.records.files import KeptFile
from upstander.records.formsent import FormSent
from upstander.records.grants import BreakGlass, Cover
from upstander.records.imports import HandedInFile, ImportBatch
from upstander.records.interests import BlockedAttempt, ConflictFlag, Declaration, InterestMark, ReportConflict
from upstander.records.journal import Entry
from upstander.records.letters import Letter, LetterTemplate
from upstander.records.outbox import OutboxItem
from upstander.records.partners import AgencyLink, AgencyReply, AgencyVisit, Delivery, Recipient
from upstander.records.people import Person, SafeContact, Tenancy, Token
from upstander.records.placeplans import PlaceEvent, PlaceGroup, PlacePlan, PlaceResource
from upstander.records.plans import Plan, PlanAnswer, PlanStep
from upstander.records.referrals import Referral, ReferralSaid
from upstander.records.reports import Counter, Report
from upstander.records.risk import RiskAssessment
from upstander.records.sensitive import SensitiveMark
from upstander.records.signins import SignIn
from upstander.records.staff import Appointment, Membership, OnCall, Staff, Team
from upstander.records.support import SupportNeed
from upstander.records.versions import ProcedureVersion, VersionDraft
from upstander.records.vulnerability import VulnerabilityRecorded
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
from upstander.records.workers import WorkerRound

__all__ = [
    "AfterCheck",
    "Agency",
    "AgencyAnswer",
    "AgencyBorough",
    "AgencyLink",
    "AgencyReply",
    "AgencyVisit",
    "ApiKey",
    "Appointment",
    "Approval",
    "Area",
    "Assignment",
    "Block",
    "BlockedAttempt",
    "BreakGlass",
    "Case",
    "CaseLink",
    "CaseReview",
    "CodeSlip",
    "Conflict",
    "ConflictFlag",
    "ConsentGiven",
    "Contact",
    "Counter",
    "Cover",
    "Declaration",
    "Delivery",
    "Disclosure",
    "Draft",
    "Entry",
    "EvidenceHeard",
    "FormSent",
    "HandedInFile",
    "Home",
    "ImportBatch",
    "Incident",
    "InterestMark",
    "Investigation",
    "KeptFile",
    "Letter",
    "LetterTemplate",
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
    "PlaceEvent",
    "PlaceGroup",
    "PlacePlan",
    "PlaceResource",
    "Plan",
    "PlanAnswer",
    "PlanStep",
    "ProcedureVersion",
    "Recipient",
    "Referral",
    "ReferralSaid",
    "Report",
    "ReportConflict",
    "ResidentCode",
    "ResidentVisit",
    "RiskAssessment",
    "SafeContact",
    "SensitiveMark",
    "SignIn",
    "Staff",
    "SupportConsidered",
    "SupportNeed",
    "Team",
    "Tenancy",
    "Token",
    "VersionDraft",
    "VulnerabilityRecorded",
    "WorkerRound",
]
