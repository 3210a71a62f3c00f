@0xc3f0a7d1e5b24c80;
# The stored commit: one log record, standard framing, one segment. Persistent: fields are only added, with
# higher numbers; never reused, never retyped. The page beside it is events/FORMAT.md.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");

struct Commit {
  id @0 :Text;                 # the command id: a UUIDv7, the client's Idempotency-Key, or derived by a policy
  tenant @1 :Text;
  recordedAt @2 :Int64;        # ms since 1970, UTC; the node's clock, made monotone by the fold
  businessAt @3 :Int64;        # ms since 1970, UTC; claimed; 0 = not claimed
  fingerprint @4 :Data;        # 16 octets: what the command's body was, so that the id is never used for another
  actor @5 :Actor;
  cause @6 :Text;              # id of the commit that caused this one; of an import "import:<SHA-256>:<row>"
  correlation @7 :Text;        # the whole conversation that it belongs to
  trace @8 :Text;              # W3C traceparent
  streams @9 :List(Text);      # "type/id", each once; the first heads.size / 16 are expectations, the rest only named
  heads @10 :Data;             # 16 octets each: the head that the decision saw of streams[i]; zeros = no head
  commands @11 :List(Command); # what was asked: mostly one; several are decided one on the other, as one
  outcome :union {
    events @12 :List(Event);
    refusal @13 :Refusal;
  }
  rules @14 :List(RuleUse);    # the versions of the rules that the decision used
  ruleVersion @15 :UInt16 = 1; # of the expectations rule itself: readers that do not know it stop
}

struct Actor {
  kind @0 :UInt16;
  operator @1 :Text;
  roles @2 :List(Text);
  outlet @3 :Text;
  session @4 :Text;
  device @5 :Text;
  deviceSequence @6 :Int64;
  address @7 :Text;
  seenPosition @8 :Int64 = -1;
}

struct Command {
  code @0 :UInt16;
  body @1 :AnyPointer;
}

struct Event {
  stream @0 :UInt16;           # index into streams, from 0
  code @1 :UInt16;
  body @2 :AnyPointer;
}

struct Refusal {
  code @0 :Text;
  what @1 :Text;
  kind @2 :UInt16;
}

struct RuleUse {
  rule @0 :Text;
  version @1 :UInt32;
}
