// One file for each question that was asked of a run.
#include "report/advice_file.hpp"

#include <algorithm>
#include <vector>

#include "firebreak/error.hpp"
#include "report/text_file.hpp"

namespace firebreak::report {
namespace {

namespace fs = std::filesystem;

bool is_advice(const std::string& name) {
    return name == "advice.json" || (name.starts_with("advice-") && name.ends_with(".json"));
}

}  // namespace

std::string advice_file_name(const std::string& function) {
    if (function.empty()) return "advice.json";
    std::string name = "advice-" + function + ".json";
    std::ranges::replace(name, '/', '-');
    return name;
}

void require_run_folder(const fs::path& folder) {
    if (RunFiles{folder}.has("metrics.json")) return;
    throw InputError{{{Severity::error, folder.string(), 0, 0, "", "is not a folder that run wrote",
                       "write one with: firebreak run SCENARIO --out DIR"}}};
}

void write_advice(const Advice& advice, const fs::path& folder) {
    write_file(folder / advice_file_name(advice.function), advice_json(advice));
}

nlohmann::ordered_json read_advice(const RunFiles& files) {
    std::vector<std::string> names;
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator{files.folder(), ignored})
        if (is_advice(entry.path().filename().string())) names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const std::string& name : names) {
        nlohmann::ordered_json advice = files.json(name);
        for (const char* kind : {"single", "pairs"})
            for (nlohmann::ordered_json& change : advice.at(kind)) change.erase("patch");
        list.push_back(std::move(advice));
    }
    return list;
}

}  // namespace firebreak::report
