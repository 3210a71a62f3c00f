@0xd5c3c0d25e8f4d03;
# Rows of the read model `queues`: what its fold keeps and its queries give. Not part of the log:
# a change needs a new version of the projection, which is then built from the log. Each row names
# its outlet, for the scope of who asks.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".list;
using import "annotations.capnp".row;
using import "annotations.capnp".label;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".personal;
using import "annotations.capnp".inbox;
using import "annotations.capnp".maxLength;
using import "asset.capnp".AssetDateKind;
using import "common.capnp".PartCondition;
using import "common.capnp".ServiceType;
using import "urgent_desk.capnp".UrgentCall;
using import "urgent_desk.capnp".UrgentContact;
using import "work_order_kinds.capnp".PauseReason;
using import "work_order_kinds.capnp".Severity;
using import "warranty.capnp".WarrantyGate;
using import "work_order_kinds.capnp".DispatchCheck;

enum Queue $label(zh="队列", en="Queue") {
  none @0 $label(zh="无", en="None");
  registered @1 $label(zh="未处理", en="Registered")
      $inbox(commands=["AssignOutlet", "ClassifySeverity", "RecordProgress",
          "CancelWorkOrder", "ConfirmAddress", "ResolveRemotely", "EscalateWorkOrder"],
        benches=["dispatcher", "call_centre"]);
  toSchedule @2 $label(zh="待派工", en="To be dispatched")
      $inbox(commands=["ScheduleBooking", "ClassifySeverity", "RecordProgress",
          "AssignOutlet", "CancelWorkOrder", "ConfirmAddress"],
        benches=["dispatcher"]);
  toAccept @3 $label(zh="待签收", en="To be accepted")
      $inbox(commands=["AcceptBooking", "ReassignBooking", "RescheduleBooking",
          "DeclineBooking", "ExtendAcceptance"],
        benches=["dispatcher", "technician"]);
  inService @4 $label(zh="服务中", en="In service")
      $inbox(commands=["RecordProgress", "ReportWorkDone", "PauseWork"],
        benches=["technician"]);
  onHold @5 $label(zh="挂起", en="On hold")
      $inbox(commands=["ResumeWork", "RecordProgress", "CancelWorkOrder"],
        benches=["dispatcher", "technician"]);
  papersDue @6 $label(zh="待交卡/回单", en="Papers due")
      $inbox(commands=["CompleteWorkOrder", "HandBackInstallCard", "ReturnServiceSlip",
          "CollectPayment", "ApproveCredit"],
        confirm=["ApproveCredit"],
        benches=["dispatcher", "accountant", "technician"]);
  # Completed as soon as nothing is lacking; until then what is.
  toFollowUp @7 $label(zh="待回访", en="To be followed up")
      $inbox(commands=["AttemptFollowUp", "RecordFollowUp"],
        benches=["call_centre"], order="due_at");
  toPost @8 $label(zh="待封帐", en="To be posted")
      $inbox(commands=["PostWorkOrder", "CollectPayment", "RejectReview"],
        confirm=["PostWorkOrder"],
        benches=["accountant"]);
  tripped @9 $label(zh="跳闸", en="Tripped alarms")
      $inbox(commands=["AcknowledgeAlarm", "ClearAlarm", "ReopenAlarm"],
        benches=["dispatcher", "call_centre"]);
  partsToApprove @10 $label(zh="待审批配件", en="Part requests to approve")
      $inbox(commands=["ApprovePartRequest", "RejectPartRequest", "CancelPartRequest"],
        benches=["store_keeper", "manager"]);
  sourcingEscalated @11 $label(zh="寻源升级", en="Sourcing escalated")
      $inbox(commands=["SourcePart", "ChooseSource", "RejectPartRequest",
          "CancelPartRequest"],
        benches=["dispatcher"]);
  toVisit @12 $label(zh="待上门", en="To be visited")
      $inbox(commands=["StartTravel", "CheckIn", "StartWork", "RescheduleBooking",
          "ReassignBooking", "RecordProgress"],
        benches=["technician", "dispatcher"]);
  # Accepted or on the way; in service once work has begun.
  partsToIssue @13 $label(zh="待出库", en="Parts to issue")
      $inbox(commands=["IssuePart", "CancelPartRequest"],
        confirm=["IssuePart"],
        benches=["store_keeper"]);
  partsToSign @14 $label(zh="待签收配件", en="Parts to sign for")
      $inbox(commands=["SignForParts", "WithdrawPartIssue", "ReturnPart"],
        benches=["technician", "store_keeper"]);
  cashToRemit @15 $label(zh="缴款未交", en="Cash to remit")
      $inbox(commands=["RemitPayment"],
        benches=["accountant", "technician"]);
  countsToApprove @16 $label(zh="盘点待审批", en="Counts to approve")
      $inbox(commands=["ApproveStockAdjustment", "RejectStockAdjustment"],
        confirm=["ApproveStockAdjustment"],
        benches=["store_keeper", "accountant", "manager"]);
  chargesToApprove @17 $label(zh="手工收费待审批", en="Manual charges to approve")
      $inbox(commands=["ApproveCharge", "WithdrawCharge", "ReplaceCharge"],
        confirm=["ApproveCharge"],
        benches=["accountant", "dispatcher", "manager"]);
  draftsToPublish @18 $label(zh="待发布草案", en="Drafts to publish")
      $inbox(commands=["PublishTariff", "PublishWageRule", "ApproveWarrantyPolicy",
          "PublishWarrantyPolicy", "WithdrawTariffDraft", "WithdrawWageRuleDraft",
          "WithdrawWarrantyDraft"],
        confirm=["PublishTariff", "PublishWageRule", "PublishWarrantyPolicy"],
        benches=["accountant"]);
  wageRunsToApprove @19 $label(zh="工资待批准", en="Wage runs to approve")
      $inbox(commands=["ApproveWages", "CalculateWages"],
        confirm=["ApproveWages"],
        benches=["accountant", "manager"]);
  partsMissing @20 $label(zh="待查缺件", en="Missing parts to settle")
      $inbox(commands=["SettleMissingPart"],
        benches=["store_keeper"]);
  # Issued and never handed over: the warehouse answers for them.
  partsToTakeBack @21 $label(zh="待收回余件", en="Parts to take back")
      $inbox(commands=["ReturnPart", "ReportPartLost"], benches=["store_keeper"]);
  # The work is reported, and the technician still carries what was issued for it.
  oldPartsDue @22 $label(zh="旧件到期", en="Old parts due")
      $inbox(commands=["ReturnPart", "WaiveRequestedOldPart"], confirm=["WaiveRequestedOldPart"],
          benches=["store_keeper", "accountant"]);
  # Fitted, and what was taken out has neither come back nor been waived.
  belowMinimum @23 $label(zh="低于下限", en="Below minimum")
      $inbox(commands=["ReceiveStock", "SetStockMinimum"], benches=["store_keeper"]);
  correctionsToDecide @24 $label(zh="更正待审批", en="Corrections to decide")
      $inbox(commands=["DecideCorrection", "DecideSubcontractCost"],
          confirm=["DecideCorrection", "DecideSubcontractCost"],
          benches=["accountant", "manager"]);
  complaints @25 $label(zh="投诉", en="Complaints")
      $inbox(commands=["AssignComplaint", "InvestigateComplaint", "ProposeSolution",
          "ResolveComplaint", "ConfirmComplaint", "ApproveComplaintClosure", "CloseComplaint",
          "RecordProgress", "ClassifySeverity", "CompleteWorkOrder", "EscalateComplaint",
          "ReopenComplaint"],
          benches=["call_centre", "dispatcher"],
          of="complaint", at=["registered", "assigned", "investigating", "solution_proposed",
                 "resolved", "confirmed", "reopened", "escalated"], tell=["by=handler",
                 "note=text"]);
  # Complaints until they are closed; and an order that is one, beside its own queue until it is
  # completed.
  graveOrders @26 $label(zh="重大事件", en="Major events")
      $inbox(commands=["RecordIncidentAction", "ResolveIncident", "ClassifyIncident",
          "DecideIncidentLowering", "ReviewIncident", "CloseIncident", "RecordProgress",
          "ClassifySeverity"],
          benches=["dispatcher", "call_centre", "manager"],
          of="incident", at=["reported", "classified", "handling", "resolved",
                 "reviewed"], tell=["by=reported_by", "note=text"]);
  # Major and critical orders until they are completed.
  chargeFindings @27 $label(zh="收费核查", en="Charge findings")
      $inbox(commands=["AssignChargeFinding", "ExplainChargeFinding", "CloseChargeFinding"],
          confirm=["CloseChargeFinding"], benches=["call_centre", "accountant"],
          of="charge_finding", at=["opened", "assigned", "explained"],
          tell=["amount=amount_said"]);
  careCalls @28 $label(zh="待关怀", en="Care calls")
      $inbox(commands=["RecordCareCall", "AttemptCareCall", "CancelCareCall"],
          benches=["call_centre"], of="care_call", at=["due", "attempted"],
          tell=["note=topic"], order="due_at");
  suggestions @29 $label(zh="待答复建议", en="Suggestions to answer")
      $inbox(commands=["AnswerSuggestion", "WithdrawSuggestion"],
          benches=["dispatcher", "manager"], of="suggestion", at=["forwarded"]);
  machinesDue @30 $label(zh="装置到期", en="Machines due")
      $inbox(commands=["AnswerAssetDate", "CloseAssetDate"], benches=["call_centre"],
          order="due_at");
  # Maintenance, inspection or the end of warranty, from thirty days before until the next date is
  # set, or it is let rest.
  leavesToDecide @31 $label(zh="待审批请假", en="Leave to decide")
      $inbox(commands=["ApproveLeave", "RejectLeave"], benches=["dispatcher", "manager"],
          of="leave", at=["requested"],
          tell=["due_at=starts_at", "by=requested_by", "note=reason"]);
  appointmentsToAgree @32 $label(zh="待重约时间", en="Appointments to agree")
      $inbox(commands=["AgreeAppointment", "WithdrawFailedVisit", "CancelWorkOrder"],
          benches=["call_centre", "dispatcher"]);
  # Nobody was there; before a new appointment nobody is sent.
  abnormalVisits @33 $label(zh="待处理异常", en="Abnormal visits")
      $inbox(commands=["CancelWorkOrder", "ScheduleBooking", "WithdrawFailedVisit"],
          benches=["dispatcher"]);
  subcontractsToApprove @34 $label(zh="待审批外委", en="Subcontracts to approve")
      $inbox(commands=["ApproveSubcontract", "RejectSubcontract"],
          confirm=["ApproveSubcontract"], benches=["accountant", "manager"],
          of="subcontract", at=["requested"],
          tell=["amount=cost_expected", "by=requested_by", "note=reason"]);
  subcontracted @35 $label(zh="外委服务中", en="At a third party")
      $inbox(commands=["ReportSubcontract", "WithdrawSubcontract"], benches=["dispatcher"]);
  cardsLost @36 $label(zh="安装卡报失待审批", en="Lost cards to decide")
      $inbox(commands=["DecideCardLoss", "RestoreInstallCard"], confirm=["DecideCardLoss"],
          benches=["store_keeper", "manager"]);
  unitsInWorkshop @37 $label(zh="在修机器", en="Units in the workshop")
      $inbox(commands=["ReturnUnit", "CorrectUnitDates"], benches=["dispatcher", "technician"]);
  # Due when the policy's working days are over.
  toReview @38 $label(zh="待审核", en="To be reviewed")
      $inbox(commands=["ReviewWorkOrder", "RejectReview"],
          benches=["dispatcher", "accountant", "manager"]);
  toClear @39 $label(zh="待销单", en="To be cleared")
      $inbox(commands=["ClearTicket"], benches=["dispatcher", "accountant"]);
  oldPartsOwed @40 $label(zh="先行件旧件未还", en="Old parts owed")
      $inbox(commands=["ReturnAdvancePart", "WaiveOldPart", "WithdrawAdvancePart"],
          confirm=["WaiveOldPart"], benches=["store_keeper", "accountant"]);
  warrantyToAudit @41 $label(zh="待审保修", en="Warranty to audit")
      $inbox(commands=["AuditWarranty", "WithdrawWarrantyClaim"], confirm=["AuditWarranty"],
          benches=["accountant", "dispatcher", "manager"], of="warranty_claim",
          at=["waiting", "appealed"]);
  contacts @42 $label(zh="待接待来访", en="Contacts to answer")
      $inbox(commands=["RouteInteraction", "LinkInteraction", "CloseInteraction",
          "RegisterComplaint", "CorrectInteraction"],
          benches=["call_centre"]);
  # Neither linked to an order nor closed.
  urgent @43 $label(zh="紧急上报", en="Urgent board")
      $inbox(commands=["RecordProgress", "SettleEscalation", "ScheduleBooking",
          "ReassignBooking"],
          benches=["dispatcher", "call_centre"]);
  # Beside the order's own queue, until it is settled or completed.
  # Incidents until they are closed; major and critical orders until they are completed.
  liabilityAppeals @44 $label(zh="责任申诉待裁决", en="Appeals of liability to decide")
      $inbox(commands=["DecideLiabilityAppeal"], confirm=["DecideLiabilityAppeal"],
          benches=["dispatcher", "manager"],
          of="liability", at=["appealed"], tell=["by=appellant", "note=new_fact"]);
  overridesAsked @45 $label(zh="待放行", en="Overrides asked for")
      $inbox(commands=["OverrideDispatchCheck"],
          benches=["dispatcher", "call_centre", "manager"]);
  # A check that stops a dispatch, until a second person overrides it or the order is dispatched.
  exchangesToAppraise @46 $label(zh="退换机待鉴定", en="Exchanges to appraise")
      $inbox(commands=["AppraiseUnit", "WithdrawExchange"],
          benches=["dispatcher"], of="exchange_case", at=["requested"]);
  exchangesToApprove @47 $label(zh="退换机待审批", en="Exchanges to approve")
      $inbox(commands=["ApproveExchange", "RefuseExchange"],
          confirm=["ApproveExchange"], benches=["accountant", "manager"],
          of="exchange_case", at=["appraised"], tell=["amount=refund", "note=reason"]);
  exchangesUnderWay @48 $label(zh="退换机办理中", en="Exchanges under way")
      $inbox(commands=["ShipUnit", "RefundCustomer", "CollectOldUnit", "ReceiveOldUnit",
          "SettleExchange", "CloseExchange"],
          confirm=["ShipUnit", "RefundCustomer"],
          benches=["store_keeper", "accountant", "dispatcher"], of="exchange_case",
          at=["approved", "refused", "shipped", "refunded", "collected", "received", "settled"]);
  # Until it is settled with the maker and the customer was told.
  registrationsToDecide @49 $label(zh="待核实过户", en="Transfers to decide")
      $inbox(commands=["AcceptRegistration", "RefuseRegistration"],
          benches=["call_centre"], of="buyer_registration", at=["waiting"], tell=["note=serial"]);
  deviceGaps @50 $label(zh="设备缺号", en="Devices with numbers missing")
      $inbox(commands=["SettleDeviceGap"], benches=["dispatcher"], of="device", at=["gaps"],
          tell=["by=operator"]);
  inspectionsOpen @51 $label(zh="进行中的监督检查", en="Open inspections")
      $inbox(commands=["RecordInspectionFinding", "CloseInspection"],
          benches=["dispatcher", "call_centre"], of="inspection", at=["open"],
          tell=["by=inspector"]);
  notSolved @52 $label(zh="回访未解决", en="Not solved, says the customer")
      $inbox(commands=["ReopenWorkOrder", "RegisterComplaint", "CorrectFollowUp",
          "RecordProgress"],
        benches=["call_centre", "dispatcher"]);
  # Followed up, and what he called for is not mended: until the order is opened again, a complaint
  # is registered, or it is posted all the same.
  exchangesToOpen @53 $label(zh="待开退换机", en="Exchanges to open")
      $inbox(commands=["RequestExchange", "DeclineExchange", "RecordProgress"],
        benches=["call_centre", "dispatcher"]);
  # The order's machine is entitled to one: until its case is opened, the entitlement ends, or the
  # customer declines.
  settlementsToSubmit @54 $label(zh="厂家结算待提交", en="Settlements to submit")
      $inbox(commands=["SubmitSettlement"],
        confirm=["SubmitSettlement"], benches=["accountant"],
        of="maker_settlement", at=["open"], tell=["amount=total"]);
  settlementsAtMaker @55 $label(zh="待厂家回复", en="Settlements at the maker")
      $inbox(commands=["AcceptSettlement", "RecallSettlement"],
        confirm=["AcceptSettlement"], benches=["accountant"],
        of="maker_settlement", at=["submitted"], tell=["amount=total", "by=submitted_by"]);
  settlementsToBePaid @56 $label(zh="待厂家回款", en="Settlements to be paid")
      $inbox(commands=["RecordSettlementPayment", "CloseSettlement"],
        confirm=["RecordSettlementPayment"], benches=["accountant", "manager"],
        of="maker_settlement", at=["answered"], tell=["amount=accepted", "by=submitted_by"]);
  cashToPayBack @57 $label(zh="多缴待退", en="Cash to pay back")
      $inbox(commands=["PayBackCash"], confirm=["PayBackCash"], benches=["accountant"]);
  # He handed in more than he had collected, as is known since.
}

struct QueueRow $row("queues.items") $label(zh="待办", en="Queue item")
    $list(name="queue_items", id=["id"], order="since",
          indexes=["queue outlet / since", "queue outlet / due_at", "technician", "queue",
              "queue / due_at", "outlet"], owner="outlet",
          hiddenFrom="hidden_from", menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "accountant"], own="technician") {
  # A thing in the queue in which it waits. One that waits for two people at once has two items.
  queue @0 :Queue $label(zh="队列", en="Queue");
  subject @1 :Text $format("stream") $label(zh="对象", en="Subject");
  # The stream of what waits: "work_order/WO-…", "part_request/…", "technician/…"
  order @2 :Text $id("work_order") $label(zh="工单", en="Order");
  outlet @3 :Text $id("outlet") $label(zh="网点", en="Outlet");
  technician @4 :Text $id("technician") $label(zh="技术员", en="Technician");
  customer @5 :Text $id("customer") $label(zh="客户", en="Customer");
  contact @6 :Text $personal("customer") $label(zh="联系人", en="Contact");
  serviceType @7 :ServiceType $label(zh="服务类型", en="Service type");
  severity @8 :Severity $label(zh="严重程度", en="Severity");
  brand @9 :Text $label(zh="品牌", en="Brand");
  category @10 :Text $label(zh="产品类别", en="Product category");
  area @11 :Text $label(zh="区域", en="Area");
  part @12 :Text $id("part") $label(zh="备件", en="Part");
  quantity @13 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
  since @14 :Int64 $format("instant") $label(zh="进入时间", en="Since");
  dueAt @15 :Int64 $format("instant") $label(zh="期限", en="Due at");
  # 0: none.
  position @16 :Int64 $format("position") $label(zh="位置", en="Position");
  # The commit that put it into the queue.
  id @17 :Text $label(zh="编号", en="Number");
  # "work_order:WO-…"; of what waits beside the subject's own way, with its lane:
  # "work_order.charges:WO-…" while a manual charge waits for approval.
  amount @18 :Int64 $format("money") $label(zh="金额", en="Amount");
  # Cash held, charges that wait together, wages of the run.
  warehouse @19 :Text $id("warehouse") $label(zh="库房", en="Warehouse");
  condition @20 :PartCondition $label(zh="备件状态", en="Condition");
  number @21 :UInt32 $label(zh="序号", en="Number");
  # Of what waits in the subject: its first proposed count, charge or correction, its draft.
  by @22 :Text $id("operator") $label(zh="经手人", en="Brought by");
  # Who asked, counted, wrote or calculated: mostly somebody else has to answer.
  counted @23 :Int64 $format("quantity") $label(zh="实盘", en="Counted");
  book @24 :Int64 $format("quantity") $label(zh="帐面", en="By the books");
  # Of a count: as it was then; of a shelf: what is available.
  minimum @25 :Int64 $format("quantity") $label(zh="下限", en="Minimum");
  pause @26 :PauseReason $label(zh="挂起原因", en="Paused because");
  note @27 :Text $format("multiline") $label(zh="说明", en="What was said");
  dateKind @28 :AssetDateKind $label(zh="到期类型", en="Kind of date");
  # Of a machine: what is due.
  addressUnconfirmed @29 :Bool $label(zh="地址未确认", en="Address not read back");
  # Of an order for which nobody was sent yet: dispatchers are warned.
  hiddenFrom @30 :Text $format("stream") $label(zh="对其保密", en="Hidden from");
  check @31 :DispatchCheck $label(zh="派工检查", en="Dispatch check");
  # That is to be overridden.
  careRule @32 :Text $id("care_rule") $label(zh="关怀规则", en="Care rule");
  # By which a care call arose.
  contacts @33 :List(UrgentContact) $maxLength(10)
      $label(zh="须知会", en="Whoever is to be told");
  # Of an urgent report: those whom its place has named, in order.
  call @34 :UrgentCall $label(zh="知会安排", en="Who is told");
  unsolved @35 :Bool;
  # Of an order: its customer said so when he was called.
  gate @36 :WarrantyGate;
  # By which an exchange is due.
  suggestion @37 :Text $id("suggestion");
  # Whose answer a care call is to tell.
  notTaken @38 :Bool $label(zh="评估不受理", en="Assessed as not to be taken");
  # Of an order: nobody can be sent before it is assessed anew.
}

struct OrderToldRow $row("queues.told") $label(zh="工单概况", en="What an order is about") {
  # What all that waits about the order tells of it, also when it is over itself.
  customer @0 :Text $id("customer") $label(zh="客户", en="Customer");
  contact @1 :Text $personal("customer") $label(zh="联系人", en="Contact");
  serviceType @2 :ServiceType $label(zh="服务类型", en="Service type");
  brand @3 :Text $label(zh="品牌", en="Brand");
  category @4 :Text $label(zh="产品类别", en="Product category");
  area @5 :Text $label(zh="区域", en="Area");
  severity @6 :Severity;
  outlet @7 :Text $id("outlet") $label(zh="网点", en="Outlet");
}

struct OutletDayRow $row("queues.days") $label(zh="网点每日完工", en="What an outlet finished on a day") {
  outlet @0 :Text $id("outlet") $label(zh="网点", en="Outlet");
  day @1 :Int32 $format("date") $label(zh="日期", en="Day");
  finished @2 :Int64 $label(zh="完工数", en="Orders completed");
  # That day in Shanghai, as they were told; one that is opened again counts where it was.
}
