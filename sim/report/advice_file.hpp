// A ranking of changes in the folder of the run that it belongs to, where the report looks for it.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "report/advice.hpp"
#include "report/run_files.hpp"

namespace firebreak::report {

/// Name of the file: "advice.json", or "advice-chat-text.json" of the function chat/text.
[[nodiscard]] std::string advice_file_name(const std::string& function);

/// Throws `InputError` unless `folder` is one that `run --out` wrote: asked before the long work, not after
/// it.
void require_run_folder(const std::filesystem::path& folder);

/// Writes `advice_json` into `folder` by rename. Throws `FileError`.
void write_advice(const Advice& advice, const std::filesystem::path& folder);

/// Every ranking that lies in the folder, in the order of their names, without the patches. Throws
/// `FileError`.
[[nodiscard]] nlohmann::ordered_json read_advice(const RunFiles& files);

}  // namespace firebreak::report
