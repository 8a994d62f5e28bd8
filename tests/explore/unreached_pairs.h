// Pairs of consecutive rows of the activities' transition table that no scope under
// scenarios/explore reaches, by the reason why nothing can. cover_test.cpp holds that the list is
// exact: a pair that is reached after all, or that is missing here, fails it.
#pragma once

#include <string_view>
#include <vector>

namespace refreshsim {

struct UnreachedPairs {
  std::string_view reason;
  std::vector<std::string_view> pairs;  ///< as pair_text writes them
};

// clang-format off
inline const std::vector<UnreachedPairs> kUnreachedPairs{
    {"A reaction follows the end of the batch or scaling, which is a row of its own.",
     {
         "manual_pause --resume [rows_in_flight]--> rolling, then --reacts [batch_failed]--> cancelled",
         "manual_pause --resume [rows_in_flight]--> rolling, then --reacts [batch_failed_in_rollback]--> failed",
         "manual_pause --resume [rows_in_flight]--> rolling, then --reacts [batch_failed_pauses]--> failed_pause",
         "manual_pause --resume [rows_in_flight]--> rolling, then --reacts [batch_failed_rolls_back]--> cancelled",
         "manual_pause --resume [rows_in_flight]--> rolling, then --reacts [no_batch_left]--> scaling_in",
         "manual_pause --resume [rows_in_flight]--> rolling, then --reacts [pause_due]--> auto_pause",
         "manual_pause --resume [rows_in_flight]--> rolling, then --reacts--> rolling",
         "manual_pause --resume [surge_in_flight]--> scaling_out, then --reacts [scaling_failed]--> cancelled",
         "manual_pause --resume [surge_in_flight]--> scaling_out, then --reacts [scaling_failed_pauses]--> failed_pause",
         "manual_pause --resume [surge_in_flight]--> scaling_out, then --reacts--> rolling",
         "resumed --reacts [no_batch_left]--> scaling_in, then --reacts [scaling_failed_pauses]--> scale_in_pause",
         "resumed --reacts [no_batch_left]--> scaling_in, then --reacts--> cancelled",
         "resumed --reacts [retry_due]--> rolling, then --reacts [batch_failed]--> cancelled",
         "resumed --reacts [retry_due]--> rolling, then --reacts [batch_failed_in_rollback]--> failed",
         "resumed --reacts [retry_due]--> rolling, then --reacts [batch_failed_pauses]--> failed_pause",
         "resumed --reacts [retry_due]--> rolling, then --reacts [batch_failed_rolls_back]--> cancelled",
         "resumed --reacts [retry_due]--> rolling, then --reacts [no_batch_left]--> scaling_in",
         "resumed --reacts [retry_due]--> rolling, then --reacts [pause_due]--> auto_pause",
         "resumed --reacts [retry_due]--> rolling, then --reacts--> rolling",
         "resumed --reacts [scale_out_failed]--> scaling_out, then --reacts [scaling_failed]--> cancelled",
         "resumed --reacts [scale_out_failed]--> scaling_out, then --reacts [scaling_failed_pauses]--> failed_pause",
         "resumed --reacts [scale_out_failed]--> scaling_out, then --reacts--> rolling",
         "resumed --reacts [surge_wanted]--> scaling_out, then --reacts [scaling_failed]--> cancelled",
         "resumed --reacts [surge_wanted]--> scaling_out, then --reacts [scaling_failed_pauses]--> failed_pause",
         "resumed --reacts [surge_wanted]--> scaling_out, then --reacts--> rolling",
         "resumed --reacts--> rolling, then --reacts [batch_failed]--> cancelled",
         "resumed --reacts--> rolling, then --reacts [batch_failed_in_rollback]--> failed",
         "resumed --reacts--> rolling, then --reacts [batch_failed_pauses]--> failed_pause",
         "resumed --reacts--> rolling, then --reacts [batch_failed_rolls_back]--> cancelled",
         "resumed --reacts--> rolling, then --reacts [no_batch_left]--> scaling_in",
         "resumed --reacts--> rolling, then --reacts [pause_due]--> auto_pause",
         "resumed --reacts--> rolling, then --reacts--> rolling",
         "rolling --reacts [no_batch_left]--> scaling_in, then --reacts [scaling_failed_pauses]--> scale_in_pause",
         "rolling --reacts [no_batch_left]--> scaling_in, then --reacts--> cancelled",
         "rolling --reacts--> rolling, then --reacts [batch_failed]--> cancelled",
         "rolling --reacts--> rolling, then --reacts [batch_failed_in_rollback]--> failed",
         "rolling --reacts--> rolling, then --reacts [batch_failed_pauses]--> failed_pause",
         "rolling --reacts--> rolling, then --reacts [batch_failed_rolls_back]--> cancelled",
         "rolling --reacts--> rolling, then --reacts [no_batch_left]--> scaling_in",
         "rolling --reacts--> rolling, then --reacts [pause_due]--> auto_pause",
         "rolling --reacts--> rolling, then --reacts--> rolling",
         "scale_in_resumed --reacts--> scaling_in, then --reacts [scaling_failed_pauses]--> scale_in_pause",
         "scale_in_resumed --reacts--> scaling_in, then --reacts--> cancelled",
         "scaling_out --reacts--> rolling, then --reacts [batch_failed]--> cancelled",
         "scaling_out --reacts--> rolling, then --reacts [batch_failed_in_rollback]--> failed",
         "scaling_out --reacts--> rolling, then --reacts [batch_failed_pauses]--> failed_pause",
         "scaling_out --reacts--> rolling, then --reacts [batch_failed_rolls_back]--> cancelled",
         "scaling_out --reacts--> rolling, then --reacts [no_batch_left]--> scaling_in",
         "scaling_out --reacts--> rolling, then --reacts [pause_due]--> auto_pause",
         "scaling_out --reacts--> rolling, then --reacts--> rolling",
         "turned_running --reacts [surge_wanted]--> scaling_out, then --reacts [scaling_failed]--> cancelled",
         "turned_running --reacts [surge_wanted]--> scaling_out, then --reacts [scaling_failed_pauses]--> failed_pause",
         "turned_running --reacts [surge_wanted]--> scaling_out, then --reacts--> rolling",
         "turned_running --reacts--> rolling, then --reacts [batch_failed]--> cancelled",
         "turned_running --reacts--> rolling, then --reacts [batch_failed_in_rollback]--> failed",
         "turned_running --reacts--> rolling, then --reacts [batch_failed_pauses]--> failed_pause",
         "turned_running --reacts--> rolling, then --reacts [batch_failed_rolls_back]--> cancelled",
         "turned_running --reacts--> rolling, then --reacts [no_batch_left]--> scaling_in",
         "turned_running --reacts--> rolling, then --reacts [pause_due]--> auto_pause",
         "turned_running --reacts--> rolling, then --reacts--> rolling",
     }},
    {"What has ended does not end again before something is begun.",
     {
         "manual_pause --batch_ends--> manual_pause, then --batch_ends--> manual_pause",
         "manual_pause --scaling_ends--> manual_pause, then --scaling_ends--> manual_pause",
         "rolling --batch_ends--> rolling, then --batch_ends [all_done]--> successful",
         "rolling --batch_ends--> rolling, then --batch_ends--> rolling",
         "scaling_in --scaling_ends [scaling_failed]--> scaling_in, then --scaling_ends [scaling_failed]--> scaling_in",
         "scaling_in --scaling_ends [scaling_failed]--> scaling_in, then --scaling_ends--> successful",
         "scaling_out --scaling_ends--> scaling_out, then --scaling_ends--> scaling_out",
     }},
    {"What was in flight has ended, and nothing begins under a pause.",
     {
         "manual_pause --batch_ends--> manual_pause, then --resume [rows_in_flight]--> rolling",
         "manual_pause --batch_ends--> manual_pause, then --resume [surge_in_flight]--> scaling_out",
         "manual_pause --batch_ends--> manual_pause, then --scaling_ends--> manual_pause",
         "manual_pause --scaling_ends--> manual_pause, then --batch_ends--> manual_pause",
         "manual_pause --scaling_ends--> manual_pause, then --resume [rows_in_flight]--> rolling",
         "manual_pause --scaling_ends--> manual_pause, then --resume [surge_in_flight]--> scaling_out",
     }},
    {"Nothing has begun, so nothing is in flight.",
     {
         "resumed --stop--> manual_pause, then --batch_ends--> manual_pause",
         "resumed --stop--> manual_pause, then --resume [rows_in_flight]--> rolling",
         "resumed --stop--> manual_pause, then --resume [surge_in_flight]--> scaling_out",
         "resumed --stop--> manual_pause, then --scaling_ends--> manual_pause",
         "turned_running --stop--> manual_pause, then --batch_ends--> manual_pause",
         "turned_running --stop--> manual_pause, then --resume [rows_in_flight]--> rolling",
         "turned_running --stop--> manual_pause, then --resume [surge_in_flight]--> scaling_out",
         "turned_running --stop--> manual_pause, then --scaling_ends--> manual_pause",
     }},
    {"A batch and a surge scaling are never in flight together, and Stop is refused in the scale-in.",
     {
         "rolling --stop--> manual_pause, then --resume [surge_in_flight]--> scaling_out",
         "rolling --stop--> manual_pause, then --scaling_ends--> manual_pause",
         "scaling_out --stop--> manual_pause, then --batch_ends--> manual_pause",
         "scaling_out --stop--> manual_pause, then --resume [rows_in_flight]--> rolling",
     }},
    {"No row has begun: NoInstanceCanRollback.",
     {
         "manual_pause --scaling_ends--> manual_pause, then --roll_back--> cancelled",
         "scaling_out --reacts [scaling_failed_pauses]--> failed_pause, then --roll_back--> cancelled",
         "scaling_out --stop--> manual_pause, then --roll_back--> cancelled",
         "turned_running --stop--> manual_pause, then --roll_back--> cancelled",
     }},
    {"AUTO_PAUSE follows a batch that was SUCCESSFUL and not the last: nothing failed, batches are left, and the scale-out is done.",
     {
         "auto_pause --resume--> resumed, then --reacts [no_batch_left]--> scaling_in",
         "auto_pause --resume--> resumed, then --reacts [no_batch_left_at_all]--> successful",
         "auto_pause --resume--> resumed, then --reacts [retry_due]--> rolling",
         "auto_pause --resume--> resumed, then --reacts [scale_out_failed]--> scaling_out",
         "auto_pause --resume--> resumed, then --reacts [surge_wanted]--> scaling_out",
     }},
    {"FAILED_PAUSE follows a scale-out or a batch, so the scale-out has begun.",
     {
         "failed_pause --resume--> resumed, then --reacts [surge_wanted]--> scaling_out",
     }},
    {"The rollback is the latest activity from then on: RefreshActivityCanNotRollback.",
     {
         "successful --roll_back--> successful, then --roll_back--> successful",
     }},
    {"After a scale-out comes a scale-in, also if the surge instances are gone.",
     {
         "scaling_out --reacts--> rolling, then --batch_ends [all_done]--> successful",
     }},
};
// clang-format on

}  // namespace refreshsim
