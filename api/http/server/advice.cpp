#include "api/http/server/advice.h"

#include "api/http/server/problem.h"
#include "schema/description.h"

namespace kintsugi::api {

namespace {

struct OfCode {
  std::string_view code;  // or the begin of several: "password."
  Advice advice;
};
constexpr OfCode of_codes[] = {
    {"request.missing_idempotency_key",
     {"为每个操作生成一个 UUID，放入 Idempotency-Key 请求头；重试同一操作时用同一个。",
      "Make a UUID for each wish and send it as Idempotency-Key; a repeat carries the same one."}},
    {"request.bad_idempotency_key",
     {"使用 1 至 255 个可打印的 ASCII 字符，例如 UUID；不要用 policy: 等保留前缀。",
      "Use 1 to 255 printable ASCII characters, such as a UUID, and no prefix of the engine's."}},
    {"request.unknown_field",
     {"对照接口文档检查字段名；errors[].pointer 指出了多余的字段。",
      "Compare the names with the API page; errors[].pointer is the field too many."}},
    {"request.unknown_parameter",
     {"对照接口文档检查查询参数名；列表只接受它声明的字段。",
      "Compare the names with the API page; a list takes the fields that it declares."}},
    {"request.bad_cursor",
     {"游标只能用于产生它的同一个查询；请从第一页重新开始。",
      "A cursor goes on with the query that gave it; begin with the first page again."}},
    {"request.bad_if_match",
     {"原样发送 ETag 响应头的值，例如 \"18\"。", "Send the value of ETag as it came, such as \"18\"."}},
    {"request.unknown_host",
     {"用 --public-url 或 --allow-host 把该域名告诉服务。",
      "Tell the server the name, by --public-url or --allow-host."}},
    {"as_of.beyond_end",
     {"省略 as_of 即为当前；否则使用不大于 Kintsugi-Position 的位置。",
      "Leave as_of out for now, or take a position up to Kintsugi-Position."}},
    {"as_of.malformed",
     {"使用位置（182734）、RFC 3339 时间或日期（2026-03-01）。",
      "Take a position (182734), an RFC 3339 time, or a day (2026-03-01)."}},
    {"session.foreign_origin",
     {"其他站点的网页请使用令牌而不是登录状态，并用 --allow-origin 允许该站点。",
      "Pages of other origins come with a token, not with a session; --allow-origin names them."}},
    {"session.no_passwords_here",
     {"请管理员发送邀请链接，或到设置密码的节点登录。",
      "Ask the administrator for an invitation, or sign in at the node that has the passwords."}},
    {"ticket.unknown",
     {"用令牌重新 POST /v1/feed/tickets，一分钟内打开一次；从上次的位置用 from= 继续。",
      "POST /v1/feed/tickets again and open it once within a minute; from= goes on."}},
    {"token.unknown",
     {"用 GET /v1/tokens 查看仍有效的令牌。", "GET /v1/tokens lists those that are open."}},
    {"authority.not_by_token",
     {"此操作须本人登录后进行。", "This takes somebody who is signed in himself."}},
    {"session.without_password",
     {"请用邀请链接设置密码后登录。", "Set a password by an invitation and sign in with it."}},
    {"authority.token_reads",
     {"换用未设为只读的令牌。", "Take a token that does not only read."}},
    {"password.", {"请另选一个密码。", "Choose another password."}},
    {"stream.too_many",
     {"关闭不用的页面；一个浏览器只需一个连接，可包含多个主题。",
      "Close screens that nobody looks at; one feed carries all topics."}},
    {"clock.",
     {"请运行节点的人员核对时钟（NTP）；确认无误后用 --confirm-clock 启动。",
      "Whoever runs the node looks at its clock (NTP); where it is right: --confirm-clock."}},
    {"log.key_missing",
     {"用 --log-key 启动节点。", "Start the node with --log-key."}},
    {"projection.not_ready",
     {"稍候重试；kintsugi projection list 显示进度。",
      "Try again soon; kintsugi projection list tells how far it is."}},
    {"command.version_conflict",
     {"查看 changes 中别人做了什么，读取新的 ETag 后重新提交。",
      "See in changes what others did, read the new ETag, and send it again."}},
    {"setup.unknown_token",
     {"请管理员重新发送链接；链接只能使用一次，24 小时内有效。",
      "Ask the administrator for another link: each is for one use, within its time."}},
};

struct OfStatus {
  int status;
  Advice advice;
};
constexpr OfStatus of_statuses[] = {
    {400,
     {"请按 detail 和 errors[].pointer 修正请求后重发，可用同一个 Idempotency-Key。",
      "Mend the request as detail and errors[].pointer say, and send it again; the key may stay."}},
    {401,
     {"请登录，或在 Authorization 请求头中带上有效的令牌。",
      "Sign in, or send a token that is valid in the Authorization header."}},
    {403,
     {"请管理员授予相应的角色或网点。", "Ask an administrator for the duty or for the outlet."}},
    {404,
     {"请检查编号；不在您网点范围内的数据同样显示为未找到。",
      "Check the number; what lies outside your outlets is not found either."}},
    {405,
     {"请使用 Allow 响应头中列出的方法。", "Use one of the methods in the header Allow."}},
    {409,
     {"在当前状态下不允许；重试没有用，先改变状态。拒绝已记录在日志中。",
      "Not possible as things stand: repeating does not help. The refusal is recorded."}},
    {412,
     {"请查看 changes 中别人做了什么，用新的版本重新提交。",
      "See in changes what others did, and send it again with the new version."}},
    {413, {"请减小请求正文，或分批发送。", "Send less at once."}},
    {415, {"请检查 Content-Type 请求头。", "Check the header Content-Type."}},
    {421, {"请使用服务自己的域名。", "Ask the server under a name of its own."}},
    {422,
     {"请为新的请求使用新的 Idempotency-Key。",
      "Take a new Idempotency-Key for a new request."}},
    {429, {"请在 Retry-After 之后再试。", "Wait as long as Retry-After says."}},
    {431, {"请减少请求头。", "Send fewer headers."}},
    {500,
     {"请联系管理员，并告知 request_id；节点的日志说明了原因。",
      "Tell whoever runs the node the request_id; its log has the reason."}},
    {503,
     {"请在 Retry-After 之后用同一个 Idempotency-Key 重试。",
      "Repeat with the same Idempotency-Key after Retry-After."}},
};

}  // namespace

Advice advice_of(std::string_view code, int status) {
  for (const OfCode& one : of_codes) {
    const bool several = one.code.ends_with('.');
    if (several ? code.starts_with(one.code) : code == one.code) return one.advice;
  }
  for (const OfStatus& one : of_statuses)
    if (one.status == status) return one.advice;
  return of_statuses[0].advice;
}

int status_of_code(std::string_view code) {
  for (const ProblemText& text : edge_problems())
    if (text.code == code) return text.status;
  if (schema::find_refusal(code) == nullptr) return 0;
  return code.starts_with("authority.") ? 403 : code.ends_with(".not_found") ? 404 : 409;
}

}  // namespace kintsugi::api
