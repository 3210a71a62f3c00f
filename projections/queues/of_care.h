#pragma once
// What waits for those who look after customers: complaints, incidents, appeals of liability. Each
// state is kept while it waits, without its texts. One thread.

#include "projections/queues/waiting.h"
#include "schema/complaint_state.h"
#include "schema/incident_state.h"
#include "schema/liability_state.h"

namespace kintsugi::projections::queues {

class OfCare {
 public:
  OfCare(Tables& of, Waiting& waiting)
      : waiting_(waiting),
        complaints_(of, complaints),
        incidents_(of, incidents),
        liabilities_(of, liabilities) {}

  void follow(Folds& folds);

 private:
  void complaint_moved(const EventContext& context, const schema::EventView& event,
                       schema::Complaint& complaint);
  void incident_moved(const EventContext& context, const schema::EventView& event,
                      schema::Incident& incident);
  void liability_moved(const EventContext& context, schema::Liability& liability);

  Waiting& waiting_;
  Table<schema::Complaint> complaints_;
  Table<schema::Incident> incidents_;
  Table<schema::Liability> liabilities_;
};

}  // namespace kintsugi::projections::queues
