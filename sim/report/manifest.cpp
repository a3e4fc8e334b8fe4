// Asks the operating system for what only it knows.
#include "report/manifest.hpp"

#include <sys/resource.h>
#include <sys/utsname.h>

#include <ctime>
#include <nlohmann/json.hpp>

#include "report/metrics_json.hpp"

namespace firebreak::report {
namespace {

double peak_memory_mb(int who) {
    rusage usage{};
    ::getrusage(who, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1000.0;  // the kernel counts in kB
}

std::string utc_now() {
    const std::time_t now = std::time(nullptr);
    std::tm broken{};
    ::gmtime_r(&now, &broken);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &broken);
    return text;
}

}  // namespace

std::string manifest_json(const ManifestFacts& facts) {
    utsname host{};
    ::uname(&host);
    nlohmann::ordered_json document;
    document["schema"] = 1;
    document["version"] = facts.version;
    document["commit"] = facts.commit;
    document["engine"] = facts.engine;
    document["command"] = facts.command;
    document["seed"] = facts.seed;
    document["replications"] = facts.replications;
    document["jobs"] = facts.jobs;
    document["wall_time_s"] = facts.wall_time.count();
    document["peak_memory_parent_mb"] = peak_memory_mb(RUSAGE_SELF);
    document["peak_memory_largest_run_mb"] = peak_memory_mb(RUSAGE_CHILDREN);
    document["written_utc"] = utc_now();
    document["host"] = host.nodename;
    document["system"] = std::string{host.sysname} + ' ' + host.release + ' ' + host.machine;
    return pretty(document);
}

}  // namespace firebreak::report
