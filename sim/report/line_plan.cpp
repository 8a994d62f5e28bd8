#include "sim/report/line_plan.h"

#include "sim/base/check.h"

namespace refreshsim {

LinePlanner& LinePlanner::text(std::string_view constant) {
  text_ += constant;
  return *this;
}

LinePlanner& LinePlanner::value(std::uint32_t Record::*member, Meaning meaning) {
  plan_.pieces.push_back({BlockText(text_), member, meaning});
  text_.clear();
  return *this;
}

LinePlanner& LinePlanner::json_details(const RecordLayout& layout) {
  std::string_view before = "{\"";
  for (const DetailField& field : layout.detail) {
    text(before).text(field.label).text("\":").value(field.member, field.meaning);
    before = ",\"";
  }
  return text(layout.detail.empty() ? "{}" : "}");
}

LinePlan LinePlanner::made() {
  plan_.after = BlockText(text_);
  plan_.room = plan_.after.room();
  for (const LinePiece& piece : plan_.pieces) plan_.room += piece.before.room() + Spellings::kRoom;
  return std::move(plan_);
}

LineHead::LineHead(std::string_view time, std::string_view sequence, std::string_view cause)
    : time_(time), sequence_(sequence), cause_(cause) {
  for (const BlockText* each : {&time_, &sequence_, &cause_}) {
    REFRESHSIM_CHECK(each->room() == BlockText::kBlock, "a line's head has the room it asks for");
  }
}

void LineHead::renew(std::int64_t time_ms) {
  time_ms_ = time_ms;
  Pen pen(kept_.data());
  pen.put(time_);
  pen.put_number(static_cast<std::uint64_t>(time_ms));
  pen.put(sequence_);
  kept_size_ = static_cast<std::size_t>(pen.at() - kept_.data());
}

}  // namespace refreshsim
