// How much of each function's demand the live components can carry.
#pragma once

#include <vector>

#include "firebreak/world.hpp"

namespace firebreak::services {

/// What a component offers at one moment.
struct Offer {
    double capacity = 0.0;  ///< in full copies; 0: cannot serve at all
    double reach = 0.0;     ///< share of its users whose traffic arrives at a live copy, 0 to 1
};

/// How much of a full copy of each component one function keeps busy at its peak.
struct LoadMatrix {
    struct Entry {
        ComponentId component;
        double load;
    };
    std::vector<std::vector<Entry>> of_function;
};

/// A component's `peak_utilisation` is shared by its functions in proportion to their peak users.
[[nodiscard]] LoadMatrix load_matrix(const World& world);

/// Share of each function's users whose traffic arrives at a live copy of all its hard needs, 0 to 1.
[[nodiscard]] std::vector<double> reaches(const World& world, const Table<ComponentId, Offer>& offers);

/// The filling below without soft needs. `offers` may have been reduced since `reach` was taken from them.
[[nodiscard]] std::vector<double> hard_shares(const World& world, const LoadMatrix& loads,
                                              const Table<ComponentId, Offer>& offers,
                                              const std::vector<double>& reach, const std::vector<double>& demand);

/// What missing soft needs leave of a served request, 0 to 1.
[[nodiscard]] double whole_share(const WorldFunction& function, const Table<ComponentId, Offer>& offers);

/// Served share of each function's demand, 0 to 1.
///
/// Model: max-min fairness by progressive filling (Bertsekas and Gallager, Data Networks, 6.5.2). All
/// functions rise together; one stops at the smallest reach of its hard needs, or when a component
/// that it needs is full. Then each missing soft need takes its share.
/// `demand`: each function's demand now, as a share of its peak. Left out: retries and requests that
/// waited (overload.hpp), queues.
[[nodiscard]] std::vector<double> served_shares(const World& world, const LoadMatrix& loads,
                                                const Table<ComponentId, Offer>& offers,
                                                const std::vector<double>& demand);

/// Functions whose demand exceeds what all copies together carry at some hour of the week, without any fire.
[[nodiscard]] std::vector<FunctionId> overloaded_in_peace(const World& world);

}  // namespace firebreak::services
