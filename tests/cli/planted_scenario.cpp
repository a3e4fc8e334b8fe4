// Each plant: a platform that waits for one thing, beside other services that have delays of their own.
#include "planted_scenario.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "planted_site.hpp"
#include "program.hpp"

namespace firebreak::cli_test {
namespace {

constexpr int ballast = 300;  ///< servers; more than any site has spare, so that no class with it finds a second place

/// One copy of a class: at a site, in a hall of it.
struct Copy {
    int site;
    std::string hall;
    const char* role = "active";
};

class Garden {
  public:
    Garden(std::uint64_t seed, int variant) : variant_{variant}, dice_{seed} {
        components_ = services_ = placement_ = Tree::object();
        parameters_ = Tree::parse(minimal(), nullptr, true, true).at("parameters");
        crews_ = {{"facility", 4}, {"technicians", 200}, {"platform", 30}, {"service", 60}, {"cleaning", 40}, {"technicians_on_site_ratio", dice_.between(0.5, 1.0)}};
        vary_durations();
    }

    PlantedScenario grow(Plant plant) {
        switch (plant) {
            case Plant::tool: tool(); break;
            case Plant::feed: feed(); break;
            case Plant::crew: crew(); break;
            case Plant::link: link(); break;
            case Plant::backup: backup(); break;
        }
        add_neighbours();
        result_.text = document().dump();
        return std::move(result_);
    }

  private:
    [[nodiscard]] std::string at(const char* kind, const std::string& target) const { return fmt::format("{}/{}", kind, target); }

    static Tree around(double median, double sigma) { return {{"lognormal", {{"median", median}, {"sigma", sigma}}}}; }

    void vary_durations() {
        struct Duration {
            const char* record;
            const char* key;
            double low, high;
        };
        for (const Duration& each : {Duration{"people", "notice_min", 4, 9}, {"people", "assemble_min", 12, 30}, {"people", "decide_drilled_min", 15, 30},
                                     {"people", "decide_undrilled_min", 50, 110}, {"recovery", "failover_with_tool_min", 40, 80},
                                     {"recovery", "traffic_switch_min", 5, 15}, {"recovery", "automated_start_min", 8, 20},
                                     {"recovery", "crash_recovery_min", 5, 15}, {"recovery", "by_hand_with_runbook_h", 1.2, 2.2},
                                     {"recovery", "by_hand_without_runbook_h", 2.5, 4}, {"servers", "boot_min", 3, 8}}) {
            parameters_[each.record][each.key] = around(dice_.between(each.low, each.high), 0.3);
        }
        drilled_ = dice_.yes();
        isolated_h_ = dice_.between(0.3, 1.0);
        out_h_ = dice_.between(2.5, 5.0);
        cleared_h_ = out_h_ + dice_.between(1.0, 2.0);
        repaired_h_ = cleared_h_ + dice_.between(2.0, 30.0);
    }

    /// Soot makes an end of whatever stands in the hall that burns, or the fire is too small for its hall.
    void burn_hall(bool ruined) {
        parameters_["smoke"]["scrap_dose_g_s_per_m3"] = ruined ? 1e-6 : 1e9;
        if (ruined) return;
        parameters_["smoke"]["cleaning_dose_g_s_per_m3"] = 1e9;
        parameters_["damage"]["electronics_damage_c"] = 500;
        parameters_["fuels"]["it_rack"]["peak_kw"] = dice_.between(20.0, 40.0);
    }

    void build(SiteWish first) {
        room_ = first.duct.empty() ? "hall-0" : first.duct;
        sites_.emplace_back(std::move(first), dice_);
        for (int i = 1; i < 3; ++i) sites_.emplace_back(SiteWish{.halls = {"hall-0", "hall-1"}}, dice_);
    }

    Tree& add_class(const std::string& name, std::vector<Copy> copies, const char* failover = "none", const char* replication = "none") {
        Tree& rule = placement_[name] = {{"failover", failover}, {"replication", replication}, {"replicas", Tree::array()}};
        for (const Copy& copy : copies) {
            rule["replicas"].push_back({{"site", names[copy.site]}, {"role", copy.role}, {"rooms", Tree::array({copy.hall})}});
        }
        copies_[name] = std::move(copies);
        return rule;
    }

    Tree& add_component(const std::string& name, const std::string& placement, int servers) {
        for (const Copy& copy : copies_.at(placement)) sites_[static_cast<std::size_t>(copy.site)].seat(copy.hall, servers);
        return components_[name] = {{"placement", placement}, {"servers", servers}, {"min_servers_ratio", 0.3}, {"priority", dice_.number(1, 60)}};
    }

    void add_function(const std::string& service, const std::string& function, const Tree& needs) {
        services_[service]["functions"][function] = {{"users_peak_million", dice_.between(0.01, 2.0)}, {"requests_per_user_h", 5}, {"demand_curve", "day"},
                                                     {"needs", needs}};
    }

    /// The components of the function that waits, all in one class.
    Tree add_parts(const std::string& placement, int count, int servers_low, int servers_high) {
        Tree parts = Tree::array();
        for (int i = 0; i < count; ++i) {
            parts.push_back(fmt::format("{}-{}", placement, i));
            add_component(parts.back(), placement, dice_.number(servers_low, servers_high));
        }
        return parts;
    }

    void ask(const Tree& needs, std::string what, std::vector<std::string> removals) {
        add_function("main", "use", needs);
        result_.function = "main/use";
        result_.what = std::move(what);
        result_.removals = std::move(removals);
    }

    void tool() {
        const bool two = variant_ >= 2;
        build({.halls = {"hall-0", "hall-1"}});
        burn_hall(true);
        runbooks_ = dice_.yes();
        const double by_hand_h = dice_.between(14.0, 24.0);
        parameters_["recovery"]["by_hand_with_runbook_h"] = around(0.8 * by_hand_h, 0.2);
        parameters_["recovery"]["by_hand_without_runbook_h"] = around(by_hand_h, 0.2);
        add_class("tools", {{0, "hall-0"}});
        Tree tools = Tree::array();
        for (int i = 0; i < (two ? 2 : 1); ++i) {
            tools.push_back(fmt::format("tool-{}", i));
            add_component(tools.back(), "tools", dice_.number(3, 6));
        }
        add_class("app", {{0, "hall-0"}, {1, "hall-1", "standby"}}, "manual", "async");
        const Tree parts = add_parts("app", dice_.number(2, 4), 60, 90);
        for (const auto& part : parts) components_[part]["needs_to_fail_over"] = tools;
        std::vector<std::string> removals{"second_copy/tools@*", "move_class/tools@*"};
        if (!two) removals.push_back("independent_failover/tool-0");
        ask(parts, two ? "two failover tools in the hall that burns" : "a failover tool in the hall that burns", removals);
        spare_ = {0, 0, 30};
    }

    void feed() {
        const bool board = variant_ % 2 == 0;
        SiteWish wish{.halls = {"hall-0", "hall-1"}, .duct = "duct"};
        if (board) {
            wish.fed_through_duct = "hall-1";
        } else {
            wish.one_utility = wish.utility_in_duct = true;
        }
        build(wish);
        cables_min_ = dice_.between(5.0, 15.0);
        repaired_h_ = dice_.between(25.0, 60.0);
        add_class("app", {{0, "hall-1"}});
        const Tree parts = add_parts("app", dice_.number(2, 3), 60, 100);
        std::vector<std::string> removals{at("reroute_cables", names[0]) + "/duct"};
        const std::vector<std::string> others = board ? std::vector<std::string>{at("second_feed", names[0]) + "/hall-1", at("second_path", names[0])}
                                                      : std::vector<std::string>{at("second_utility", names[0]), at("add_generator", names[0])};
        removals.insert(removals.end(), others.begin(), others.end());
        ask(parts, board ? "one board, its cable through the room that burns" : "one utility, its cables through the room that burns", removals);
        spare_ = {0, dice_.number(0, 40), dice_.number(0, 40)};
    }

    /// The hall is dark for hours and comes back whole; then everything waits for few people.
    void crew() {
        static constexpr const char* crews[] = {"service", "technicians", "platform", "service"};
        std::string who = crews[variant_];
        build({.halls = {"hall-0", "hall-1"}});
        const bool platform = who == "platform";
        burn_hall(platform);
        Tree parts = Tree::array();
        if (platform) {  // each part moves for itself, by hands
            for (int i = 0; i < dice_.number(9, 12); ++i) {
                const std::string name = fmt::format("app-{}", i);
                add_class(name, {{0, "hall-0"}, {1, "hall-0", "standby"}}, "manual", "async");
                add_component(name, name, dice_.number(60, 90));
                parts.push_back(name);
            }
            crews_[who] = 1;
        } else {
            add_class("app", {{0, "hall-0"}});
            const bool mend = who == "technicians";  // old servers, many of which a power cut kills
            parts = add_parts("app", mend ? 3 : dice_.number(12, 16), mend ? 250 : 40, mend ? 400 : 60);
            crews_[who] = mend ? dice_.number(4, 6) : 1;
            if (mend) {
                parameters_["servers"]["non_return_ratio"] = dice_.between(0.3, 0.4);
                for (const auto& part : parts) components_[part]["peak_utilisation_ratio"] = 0.98;
            }
        }
        if (variant_ == 3) {  // hands enough, but one who knows
            crews_[who] = 60;
            who = "ledgers";
            crews_["specialists"][who] = {{"people", 1}};
            for (const auto& part : parts) components_[part]["skill"] = who;
        }
        ask(parts, fmt::format("few people: {}", who), {at("more_people", who)});
        spare_ = {0, 20, 20};
    }

    /// Classes whose data burnt: `count` of them, each rebuilt at the second site from a backup.
    Tree add_lost_data(int count, int backup_site, double data_tb, double streams, double stream_mb_per_s) {
        Tree parts = Tree::array();
        Tree archives = Tree::array();
        int rebuilt = 0;
        for (int i = 0; i < count; ++i) {
            const std::string name = fmt::format("store-{}", i);
            add_class(name, {{0, "hall-0"}})["backup"] = {{"site", names[backup_site]}, {"interval_h", dice_.number(6, 24)}, {"restore_failure_probability", 0},
                                                          {"streams", streams}, {"stream_rate_mb_per_s", stream_mb_per_s}};
            const int servers = dice_.number(20, 40);
            rebuilt += servers;
            add_component(name, name, servers)["data_tb"] = data_tb * dice_.between(0.9, 1.1);
            parts.push_back(name);
            archives.push_back(fmt::format("archive-{}", i));
            add_component(archives.back(), name, ballast);
        }
        add_function("archive", "read", archives);
        spare_ = {0, rebuilt, dice_.number(0, 10)};
        return parts;
    }

    void link() {
        build({.halls = {"hall-0", "hall-1"}});
        burn_hall(true);
        const int count = 3 + variant_ % 3;
        narrow_gbps_ = dice_.between(0.4, 1.0);
        const double transfer_h = dice_.between(25.0, 50.0);
        const double data_tb = transfer_h * 3600.0 * narrow_gbps_ / 8e3 / count;
        const Tree parts = add_lost_data(count, 2, data_tb, 16, dice_.between(200.0, 400.0));
        ask(parts, fmt::format("{} restores over {:.1f} Gbit/s", count, narrow_gbps_), {at("wider_link", fmt::format("{}-{}", names[1], names[2]))});
    }

    void backup() {
        const bool there = variant_ % 2 == 0;
        build({.halls = there ? std::vector<std::string>{"hall-0"} : std::vector<std::string>{"hall-0", "hall-1"}, .one_room = there});
        burn_hall(true);
        if (there) {
            cleared_h_ = dice_.between(25.0, 50.0);
            repaired_h_ = cleared_h_ + dice_.between(1.0, 20.0);
            ask(add_lost_data(1, 0, dice_.between(1.0, 4.0), 16, 300), "the only backup at the site that burns", {"move_backup/store-0@*"});
        } else {
            const double rate = dice_.between(60.0, 120.0);
            const double data_tb = dice_.between(25.0, 50.0) * 3600.0 * rate / 1e6;
            ask(add_lost_data(1, 2, data_tb, 1, rate), fmt::format("a backup that comes back at {:.0f} MB/s", rate), {"faster_restore/store-0"});
        }
    }

    /// Services beside it: side by side on two sites, with a standby, or out of reach of the fire.
    void add_neighbours() {
        const std::string hall = room_ == "hall-0" ? "hall-0" : "hall-1";
        for (int i = 0; i < dice_.number(2, 3); ++i) {
            const std::string name = fmt::format("other-{}", i);
            switch (dice_.number(0, 2)) {
                case 0: add_class(name, {{1, "hall-0"}, {2, "hall-1"}}, "automatic", "sync"); break;
                case 1: add_class(name, {{0, hall}, {1, "hall-1", "standby"}}, "manual", "async"); break;
                default: add_class(name, {{2, "hall-0"}}); break;
            }
            const Tree parts = add_parts(name, dice_.number(1, 2), 10, 60);
            components_[parts[0]]["write_rate_mb_per_s"] = dice_.between(0.1, 5.0);
            add_function(fmt::format("service-{}", i), "use", parts);
        }
    }

    Tree observed() const {
        Tree pins{{"detection_min", 1}, {"agent_release_min", 3}, {"agent_extinguishes", false}, {"emergency_call_min", 4}, {"brigade_arrival_min", 12},
                  {"isolation_h", isolated_h_}, {"controlled_h", 0.8 * out_h_}, {"extinguished_h", out_h_}, {"re_energising_h", cleared_h_},
                  {"supply_repaired_h", repaired_h_}};
        if (cables_min_ > 0.0) pins["cables_lost_min"] = cables_min_;
        return pins;
    }

    Tree layout() {
        Tree sites = Tree::object();
        for (std::size_t i = 0; i < sites_.size(); ++i) {
            sites_[i].seat("hall-0", spare_[i]);
            sites[names[i]] = sites_[i].tree();
        }
        Tree wan = Tree::object();
        for (const auto& [from, to] : {std::pair{0, 1}, {0, 2}, {1, 2}}) {
            const double wide = dice_.between(5.0, 40.0);
            wan[fmt::format("{}-{}", names[from], names[to])] = {{"from", names[from]}, {"to", names[to]},
                                                                 {"bandwidth_gbps", from == 1 && narrow_gbps_ > 0.0 ? narrow_gbps_ : wide}, {"latency_ms", 2}};
        }
        return {{"name", "three-sites"}, {"sites", sites}, {"wan", wan}, {"placement", placement_}};
    }

    Tree document() {
        Tree hours = Tree::array();
        for (int hour = 0; hour < 24; ++hour) hours.push_back(dice_.between(0.3, 1.0));
        return {{"schema", 1}, {"name", "planted"}, {"horizon_h", 240}, {"layout", layout()},
                {"services", {{"name", "planted"}, {"components", components_}, {"services", services_}, {"demand_curves", {{"day", hours}}}}},
                {"parameters", parameters_},
                {"ignition", {{"site", names[0]}, {"room", room_}, {"local_time", fmt::format("2024-03-{:02}T{:02}:10", dice_.number(1, 28), dice_.number(0, 23))}}},
                {"observed", observed()},
                {"response", {{"drilled", drilled_}, {"runbooks", runbooks_}, {"crews", crews_}}}};
    }

    static constexpr const char* names[] = {"alder", "birch", "cedar"};  ///< the first one burns
    int variant_;
    Dice dice_;
    PlantedScenario result_;
    std::vector<PlantedSite> sites_;
    std::map<std::string, std::vector<Copy>> copies_;
    Tree components_, services_, placement_, parameters_, crews_;
    std::string room_;
    std::vector<int> spare_{0, 0, 0};
    bool drilled_ = false, runbooks_ = true;
    double isolated_h_ = 0.0, out_h_ = 0.0, cleared_h_ = 0.0, repaired_h_ = 0.0, cables_min_ = 0.0, narrow_gbps_ = 0.0;
};

}  // namespace

PlantedScenario plant(Plant plant, int variant, std::uint64_t seed) {
    return Garden{seed, variant}.grow(plant);
}

bool removes(const std::vector<std::string>& removals, const std::string& id) {
    return std::ranges::any_of(removals, [&](const std::string& removal) {
        const bool open = removal.back() == '*';
        return open ? id.starts_with(removal.substr(0, removal.size() - 1)) : id == removal;
    });
}

}  // namespace firebreak::cli_test
