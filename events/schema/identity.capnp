@0xd3a1c0d25e8f4b02;
# Who works here: operators, their duties, their sign-ins. No password and no hash is ever in here.
# Codes 100-119.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".refusals;
using import "annotations.capnp".label;
using import "annotations.capnp".readsAs;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".person;
using import "annotations.capnp".personal;

enum Role $label(zh="职责", en="Duty") {
  # A duty. An operator may hold several, each for an outlet and everything below it.
  none @0 $label(zh="无", en="None");
  administrator @1 $label(zh="管理员", en="Administrator");
  callCentre @2 $label(zh="信息员", en="Call centre");
  dispatcher @3 $label(zh="派工员", en="Dispatcher");
  storeKeeper @4 $label(zh="库管员", en="Store keeper");
  technician @5 $label(zh="技术员", en="Technician");
  accountant @6 $label(zh="财务", en="Accountant");
  auditor @7 $label(zh="审计", en="Auditor");
  manager @8 $label(zh="网点经理", en="Manager")
      $readsAs(duties=["call_centre", "dispatcher", "store_keeper", "accountant"]);
  # Decides what the people of his outlets have asked for, and reads what they read.
  analyst @9 $label(zh="分析员", en="Analyst")
      $readsAs(duties=["call_centre", "dispatcher", "store_keeper", "accountant"],
        onlyOfNobody=true);
  # Reads what a manager of the whole company would, where it tells of nobody.
}

enum OperatorStatus $label(zh="操作员状态", en="Operator status") {
  none @0 $label(zh="无", en="None");
  active @1 $label(zh="在用", en="Active");
  disabled @2 $label(zh="停用", en="Disabled");
}

enum SignInFailure $label(zh="登录失败原因", en="Why a sign-in failed") {
  none @0 $label(zh="无", en="None");
  wrongPassword @1 $label(zh="密码错误", en="Wrong password");
  unknownNumber @2 $label(zh="工号不存在", en="Unknown number");
  notActive @3 $label(zh="操作员已停用", en="Operator not active");
  locked @4 $label(zh="已锁定", en="Locked");
  noPassword @5 $label(zh="未设密码", en="No password set");
  wrongOldPassword @6 $label(zh="修改密码时旧密码错误", en="Wrong old password at a change of it");
}

struct RoleGrant {
  role @0 :Role;
  outlet @1 :Text $id("outlet") $label(zh="网点范围", en="Outlet scope");
  # The outlet and everything below it; empty: the whole company.
}

struct Operator $state("operator") $plural("operators") $label(zh="操作员", en="Operator")
    $person $list(keeper="directory", indexes=["status", "technician"], owner="grants.outlet",
          readers=["administrator", "auditor"], search=["id", "name"], menu="base",
          own="id") {
  # A person who may act; the id is the operator's number.
  status @0 :OperatorStatus;
  name @1 :Text $personal("id") $label(zh="姓名", en="Name");
  technician @2 :Text $id("technician");
  # The technician that this operator is; empty where none.
  grants @3 :List(RoleGrant) $maxLength(500) $label(zh="职责", en="Duties");
  failedSignIns @4 :UInt32 $label(zh="连续登录失败次数", en="Failed sign-ins in a row");
  lockedUntil @5 :Int64 $format("instant") $label(zh="锁定至", en="Locked until");
  passwordVersion @6 :UInt32 $label(zh="密码版本", en="Password version");
  # 0: no password was ever set.
  lastSignInAt @7 :Int64 $format("instant") $label(zh="最近登录", en="Last sign-in");
  registeredAt @8 :Int64 $format("instant");
  registeredBy @9 :Text $id("operator") $label(zh="登记人", en="Registered by");
  # Leads him while he has no duty. Empty: not known, or by whoever runs the node.
  disablements @10 :UInt32 $label(zh="停用次数", en="Times disabled");
  # Sessions from before the last one are over, also after he is enabled again.
}

struct Administration $state("administration") $plural("administrations") $label(zh="管理", en="Administration") {
  # The one stream administration/all: who is an administrator of the whole company, so that the last
  # one cannot be removed.
  administrators @0 :List(Text) $maxLength(500)
      $id("operator") $label(zh="管理员", en="Administrators");
}

struct Strangers $state("stranger") $plural("strangers") $label(zh="陌生登录", en="Strangers") {
  # The one stream stranger/all: failed sign-ins with numbers that nobody has.
  rejected @0 :UInt64 $label(zh="次数", en="Times rejected");
}

struct RegisterOperator $command(stream="operator", code=100, roles=["administrator"])
    $when(["none"]) $label(zh="登记操作员", en="Register an operator") {
  number @0 :Text $required $id("operator") $maxLength(64);
  name @1 :Text $required $personal("number") $maxLength(200) $label(zh="姓名", en="Name");
  technician @2 :Text $id("technician");
}
struct ChangeOperator $command(stream="operator", code=101, roles=["administrator"])
    $when(["active", "disabled"]) $label(zh="修改操作员", en="Change an operator") {
  number @0 :Text $required $id("operator");
  name @1 :Text $required $personal("number") $maxLength(200) $label(zh="姓名", en="Name");
  technician @2 :Text $id("technician");
}
struct GrantRole $command(stream="operator", code=102, roles=["administrator"])
    $when(["active", "disabled"]) $label(zh="授予职责", en="Grant a duty") {
  number @0 :Text $required $id("operator");
  role @1 :Role $required;
  outlet @2 :Text $id("outlet") $label(zh="网点范围", en="Outlet scope");
  # Empty: the whole company.
}
struct RevokeRole $command(stream="operator", code=103, roles=["administrator"])
    $when(["active", "disabled"]) $label(zh="收回职责", en="Revoke a duty") {
  number @0 :Text $required $id("operator");
  role @1 :Role $required;
  outlet @2 :Text $id("outlet") $label(zh="网点范围", en="Outlet scope");
  reason @3 :Text;
}
struct SignIn $command(stream="operator", code=104, roles=["system"])
    $when(["active"]) $label(zh="登录", en="Sign in") {
  # Sent by the edge once it has checked the password.
  number @0 :Text $required $id("operator");
  session @1 :Text $required $maxLength(100);
  # A public name of the session, never its secret.
  known @2 :Bool $label(zh="已知来源", en="From a known place");
  # He has signed in from there before: what others guessed does not lock him out.
}
struct RejectSignIn $command(stream="operator", code=105, roles=["system"]) $label(zh="登录失败", en="Reject a sign-in") {
  # Sent by the edge; a flood of failures from one place is one command with a count.
  number @0 :Text $maxLength(64);
  # What was typed, which may be no operator's number.
  why @1 :SignInFailure $required $label(zh="原因", en="Why");
  times @2 :UInt32 $required $bounds(min = 1, max = 1000000);
}
struct SignOut $command(stream="operator", code=106, roles=["any"])
    $when(["active"]) $label(zh="退出登录", en="Sign out") {
  number @0 :Text $required $id("operator");
  session @1 :Text $required $maxLength(100);
}
struct ChangePassword $command(stream="operator", code=107, roles=["any"])
    $when(["active"]) $label(zh="修改密码", en="Change password") {
  # Records that the password was changed. The password goes to the edge's secret store and nowhere else.
  # One's own, or anybody's for an administrator.
  number @0 :Text $required $id("operator");
}
struct DisableOperator $command(stream="operator", code=108, roles=["administrator"])
    $when(["active"]) $label(zh="停用操作员", en="Disable an operator") {
  number @0 :Text $required $id("operator");
  reason @1 :Text $required $personal("number");
}
struct EnableOperator $command(stream="operator", code=109, roles=["administrator"])
    $when(["active", "disabled"])
    $usual(["disabled"])
    $label(zh="启用操作员", en="Enable an operator") {
  # Ends a disablement, or a lock after failed sign-ins.
  number @0 :Text $required $id("operator");
}
struct BootstrapAdministrator $command(stream="operator", code=110, roles=["system"])
    $when(["none"]) $label(zh="首位管理员", en="First administrator") {
  # The first start makes the first administrator; refused for ever after.
  number @0 :Text $required $id("operator") $maxLength(64);
  name @1 :Text $required $personal("number") $maxLength(200) $label(zh="姓名", en="Name");
}

struct RecordExport $command(stream="operator", code=111, roles=["any"])
    $when(["active"]) $label(zh="登记导出", en="Record an export") {
  # Sent by the edge before it hands out a report or an export.
  report @0 :Text $required $maxLength(100);
  asOf @1 :Text $maxLength(64);
  # A position or a time; empty: now.
  layout @2 :Text $maxLength(16);
  # table, csv, json or ndjson.
  rows @3 :Int64 $bounds(min = 0, max = 1000000000000);
  personalColumns @4 :UInt32;
  # How many of its columns tell of a person.
}

struct OperatorRegistered $event(stream="operator", code=100) $label(zh="操作员已登记", en="Operator registered") {
  name @0 :Text $personal("id") $label(zh="姓名", en="Name");
  technician @1 :UInt16 $ref("technician");
  registeredAt @2 :Int64 $format("instant");
  registeredBy @3 :UInt16 $ref("operator") $label(zh="登记人", en="Registered by");
}
struct OperatorChanged $event(stream="operator", code=101) $label(zh="操作员已修改", en="Operator changed") {
  name @0 :Text $personal("id") $label(zh="姓名", en="Name");
  technician @1 :UInt16 $ref("technician");
}
struct RoleGranted $event(stream="operator", code=102) $label(zh="职责已授予", en="Duty granted") {
  role @0 :Role;
  outlet @1 :UInt16 $ref("outlet") $label(zh="网点范围", en="Outlet scope");
}
struct RoleRevoked $event(stream="operator", code=103) $label(zh="职责已收回", en="Duty revoked") {
  role @0 :Role;
  outlet @1 :Text $id("outlet") $label(zh="网点范围", en="Outlet scope");
  reason @2 :Text;
}
struct SignedIn $event(stream="operator", code=104) $label(zh="已登录", en="Signed in") {
  session @0 :Text;
  at @1 :Int64 $format("instant");
}
struct SignInFailed $event(stream="operator", code=105) $label(zh="登录失败", en="Sign-in failed") {
  why @0 :SignInFailure $label(zh="原因", en="Why");
  times @1 :UInt32;
}
struct StrangerRejected $event(stream="stranger", code=113) $label(zh="陌生人登录失败", en="Stranger rejected") {
  # A sign-in with a number that nobody has; what was typed is in the command.
  times @0 :UInt32;
}
struct ExportRecorded $event(stream="operator", code=114) $label(zh="导出已登记", en="Export recorded") {
  report @0 :Text;
  asOf @1 :Text;
  layout @2 :Text;
  rows @3 :Int64;
  personalColumns @4 :UInt32;
}
struct OperatorLocked $event(stream="operator", code=106) $label(zh="操作员已锁定", en="Operator locked") {
  until @0 :Int64 $format("instant") $label(zh="锁定至", en="Locked until");
}
struct SignedOut $event(stream="operator", code=107) $label(zh="已退出", en="Signed out") {
  session @0 :Text;
}
struct PasswordChanged $event(stream="operator", code=108) $label(zh="密码已修改", en="Password changed") {
  version @0 :UInt32 $label(zh="密码版本", en="Password version");
}
struct OperatorDisabled $event(stream="operator", code=109) $label(zh="操作员已停用", en="Operator disabled") {
  reason @0 :Text $personal("id");
}
struct OperatorEnabled $event(stream="operator", code=110) $label(zh="操作员已启用", en="Operator enabled") {
}
struct AdministratorAdded $event(stream="administration", code=111) $label(zh="管理员已增加", en="Administrator added") {
  number @0 :UInt16 $ref("operator");
}
struct AdministratorRemoved $event(stream="administration", code=112) $label(zh="管理员已移除", en="Administrator removed") {
  number @0 :UInt16 $ref("operator");
}

enum OperatorRefusal $refusals("operator") {
  notFound @0 $label(zh="操作员不存在", en="There is no such operator");
  exists @1 $label(zh="工号已被使用", en="The number is taken");
  notActive @2 $label(zh="操作员未启用", en="The operator is not active");
  locked @3 $label(zh="操作员因登录失败已锁定", en="The operator is locked after failed sign-ins");
  roleHeld @4 $label(zh="已有该职责", en="The operator already has this duty there");
  roleNotHeld @5 $label(zh="没有该职责", en="The operator does not have this duty there");
  lastAdministrator @6 $label(zh="不能移除最后一位管理员", en="The last administrator cannot be removed");
  alreadyBootstrapped @7 $label(zh="已有管理员", en="There is an administrator already");
  notYourself @8 $label(zh="只能为自己操作", en="This is for the operator in person");
  nothingChanged @9 $label(zh="没有变化", en="Nothing would change");
  alreadyActive @10 $label(zh="操作员已启用", en="The operator is active already");
  badNumber @11 $label(zh="工号格式不正确", en="The number is not well formed");
  badName @12 $label(zh="姓名不正确", en="The name is empty or not well formed");
  roleMissing @13 $label(zh="请指定职责", en="A duty must be named");
  unknownTechnician @14 $label(zh="技术员不存在", en="There is no such technician");
  unknownOutlet @15 $label(zh="网点不存在", en="There is no such outlet");
  badText @16 $label(zh="文字过长或含有非法字符", en="A text is too long or not well formed");
  ownDuties @17 $label(zh="不能给自己授予职责", en="Nobody grants himself a duty but who leads the company");
}

enum AuthorityRefusal $refusals("authority") {
  # Said before any rule of a stream is looked at.
  notSignedIn @0 $label(zh="请先登录", en="Nobody is signed in");
  notActive @1 $label(zh="操作员未启用或已锁定", en="The operator is not active");
  notAllowed @2 $label(zh="没有权限执行该操作", en="No duty of the operator allows this");
  outOfScope @3 $label(zh="超出网点权限范围", en="The outlet is outside the operator's scope");
  systemOnly @4 $label(zh="仅系统可执行", en="Only the system may do this");
  futureTime @5 $label(zh="业务时间晚于当前时间", en="The business time lies in the future");
  tokenOver @6 $label(zh="访问令牌已作废或过期", en="The API token was ended or is over");
  tokenReads @7 $label(zh="该访问令牌只能读取", en="This API token only reads");
  notByToken @8 $label(zh="不能用访问令牌执行，请本人登录", en="Not with an API token: sign in yourself");
  tooLateTold @9
      $label(zh="业务时间过早，超出补录期限", en="The business time lies further back than may be told late");
}
