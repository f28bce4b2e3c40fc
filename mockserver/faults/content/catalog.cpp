// The faults of the content group. To add one: write its file, then list it here.
#include "mockserver/fault.hpp"

namespace squall {

extern const FaultKind empty_content, thinking_only, overload_text, foreign_script, wrong_model,
    refusal, max_tokens_stop, usage_missing, usage_wrong, tool_arguments, unknown_tool,
    duplicated_call, malformed_json, error_under_200;

namespace {

constexpr const FaultKind* kinds[] = {
    &empty_content, &thinking_only,   &overload_text,  &foreign_script,  &wrong_model,
    &refusal,       &max_tokens_stop, &usage_missing,  &usage_wrong,     &tool_arguments,
    &unknown_tool,  &duplicated_call, &malformed_json, &error_under_200,
};

}  // namespace

extern constinit const FaultGroup content_faults{"content", "A 200 whose content is wrong.", kinds};

}  // namespace squall
