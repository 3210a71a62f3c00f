@0xcab9ae066e0aeb09;
# What opens the door for an operator beside his password: a one-time link, API tokens. No secret
# and no hash is ever in here. Codes of commands 112-119, of events 115-119, 1220.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".idParts;
using import "annotations.capnp".refusals;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".maxLength;
using import "identity.capnp".RoleGrant;

struct ApiToken $label(zh="访问令牌", en="API token")
    $list(name="api_tokens", elements="directory.credentials:tokens", around=["id=operator"],
          thing="credentials", id=["^id", "number"], owner="^operator", own="^operator",
          readers=["administrator", "auditor"], menu="base") {
  # Open, or past its end. One that was ended is in the history only.
  number @0 :UInt32 $label(zh="序号", en="Number");
  token @1 :Text $label(zh="令牌编号", en="Token's id");
  # Public: not the secret.
  name @2 :Text;
  readsOnly @3 :Bool $label(zh="只读", en="Reads only");
  duties @4 :List(RoleGrant) $maxLength(500) $label(zh="职责", en="Duties");
  # It acts by these, as far as its owner still has them.
  madeAt @5 :Int64 $format("instant") $label(zh="创建时间", en="Made at");
  expiresAt @6 :Int64 $format("instant") $label(zh="到期时间", en="Ends at");
}

struct Credentials $state("credentials") $plural("credentials") $label(zh="登录凭据", en="Credentials")
    $idParts(["operator"])
    $list(keeper="directory", owner="operator", own="operator",
          readers=["administrator", "auditor"], menu="base") {
  # credentials/<operator>
  operator @0 :Text $id("operator");
  link @1 :Text $label(zh="邀请链接编号", en="One-time link");
  # Its public name, while it is open.
  linkEndsAt @2 :Int64 $format("instant") $label(zh="链接到期", en="The link ends at");
  invitedBy @3 :Text $id("operator") $label(zh="邀请人", en="Invited by");
  # Empty: by whoever runs the node.
  tokens @4 :List(ApiToken) $maxLength(50) $label(zh="访问令牌", en="API tokens");
  tokensMade @5 :UInt32 $label(zh="已创建令牌数", en="Tokens made");
}

struct InviteOperator $command(stream="credentials", code=112, roles=["administrator"])
    $label(zh="邀请操作员", en="Invite an operator") {
  # Sent by the edge, which makes the link. It takes the place of one that is still open.
  operator @0 :Text $required $id("operator");
  link @1 :Text $required $maxLength(64) $label(zh="邀请链接编号", en="One-time link");
  endsAt @2 :Int64 $required $format("instant") $label(zh="链接到期", en="The link ends at");
}
struct AcceptInvitation $command(stream="credentials", code=113, roles=["system"])
    $label(zh="使用邀请链接", en="Use a one-time link") {
  # Sent by the edge when somebody sets the password by the link: whoever holds it, not known to be
  # the operator.
  operator @0 :Text $required $id("operator");
  link @1 :Text $required $maxLength(64) $label(zh="邀请链接编号", en="One-time link");
}
struct MakeToken $command(stream="credentials", code=114, roles=["any"])
    $label(zh="创建访问令牌", en="Make an API token") {
  # One's own. Sent by the edge, which makes the secret.
  operator @0 :Text $required $id("operator");
  token @1 :Text $required $maxLength(64) $label(zh="令牌编号", en="Token's id");
  name @2 :Text $required $maxLength(100);
  readsOnly @3 :Bool $label(zh="只读", en="Reads only");
  duties @4 :List(RoleGrant) $maxLength(500) $label(zh="职责", en="Duties");
  # A part of one's own; none named: all that one has now.
  expiresAt @5 :Int64 $required $format("instant") $label(zh="到期时间", en="Ends at");
}
struct EndToken $command(stream="credentials", code=115, roles=["any"])
    $label(zh="作废访问令牌", en="End an API token") {
  # One's own, or that of somebody whom one leads.
  operator @0 :Text $required $id("operator");
  token @1 :Text $required $maxLength(64) $label(zh="令牌编号", en="Token's id");
}

struct OperatorInvited $event(stream="credentials", code=115)
    $label(zh="操作员已邀请", en="Operator invited") {
  operator @0 :UInt16 $ref("operator");
  link @1 :Text $label(zh="邀请链接编号", en="One-time link");
  endsAt @2 :Int64 $format("instant") $label(zh="链接到期", en="The link ends at");
  by @3 :UInt16 $ref("operator") $label(zh="邀请人", en="Invited by");
}
struct InvitationAccepted $event(stream="credentials", code=116)
    $label(zh="邀请链接已使用", en="One-time link used") {
  link @0 :Text $label(zh="邀请链接编号", en="One-time link");
  by @1 :UInt16 $ref("operator") $label(zh="邀请人", en="Invited by");
}
struct TokenMade $event(stream="credentials", code=117)
    $label(zh="访问令牌已创建", en="API token made") {
  operator @0 :UInt16 $ref("operator");
  token @1 :Text $label(zh="令牌编号", en="Token's id");
  name @2 :Text;
  readsOnly @3 :Bool $label(zh="只读", en="Reads only");
  duties @4 :List(RoleGrant) $maxLength(500) $label(zh="职责", en="Duties");
  madeAt @5 :Int64 $format("instant") $label(zh="创建时间", en="Made at");
  expiresAt @6 :Int64 $format("instant") $label(zh="到期时间", en="Ends at");
}
struct TokenEnded $event(stream="credentials", code=118)
    $label(zh="访问令牌已作废", en="API token ended") {
  token @0 :Text $label(zh="令牌编号", en="Token's id");
}
struct CredentialsWithdrawn $event(stream="credentials", code=119)
    $label(zh="登录凭据已收回", en="Credentials withdrawn") {
  # With the operator's disablement, or when his password was set by a link: every token, and a link
  # that is open.
}

struct InvitationWithdrawn $event(stream="credentials", code=1220)
    $label(zh="邀请链接已收回", en="One-time link withdrawn") {
  # Whoever made the link does not lead the operator any more. His tokens stay.
}

enum CredentialsRefusal $refusals("credentials") {
  notFound @0 $label(zh="没有登录凭据", en="There are no such credentials");
  linkUnknown @1 $label(zh="邀请链接已使用、被替换或过期", en="The link was used, replaced or is over");
  tokenUnknown @2 $label(zh="没有该访问令牌", en="There is no such token");
  tokenExists @3 $label(zh="令牌编号已被使用", en="The token's id is taken");
  badName @4 $label(zh="名称过长或含有非法字符", en="The name is too long or not well formed");
  badEnd @5 $label(zh="到期时间须在今后十年内", en="It must end within ten years from now");
  notYours @6 $label(zh="令牌的职责不能超出本人职责", en="A token has no duty that its owner has not");
  roleMissing @7 $label(zh="请指定职责", en="A duty must be named");
}
