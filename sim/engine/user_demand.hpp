// What the users of each function offer: new requests, those that waited, and users who left.
#pragma once

#include <functional>

#include "engine/admission.hpp"
#include "engine/stage.hpp"
#include "services/backlog.hpp"
#include "services/overload.hpp"
#include "services/rival.hpp"

namespace firebreak::engine {

/// Why demand is looked at: something it depends on has changed, or waiting requests have just run out.
enum class Occasion { change, full_hour, drained };

/// What the users of a function got out of one update.
struct Outcome {
    double hard = 1.0;       ///< share of new requests served, before soft needs
    double taken = 1.0;      ///< new requests served, before soft needs, in multiples of the peak demand
    double resent = 0.0;     ///< waiting requests served, in multiples of the peak demand
    double remaining = 1.0;  ///< share of the users who are still there
    double asked = 0.0;      ///< requests, new and waiting, of which a share `hard` is served (peak = 1)
};

/// Waiting requests are sent again, at the clients' rate, from the moment at which the function has room for
/// all new requests, until none waits or the function is lost anew. Where two functions take each other's room
/// in turn, a minute of peak demand has to wait before the next turn begins: turns stay finite in number. All
/// rates hold from one update to the next.
class UserDemand {
  public:
    UserDemand(const Stage& stage, const Admission& admission);

    /// Brings everything up to now; at a full hour users without service leave.
    void advance(Occasion occasion);
    /// Serves what is offered now with `offers`. Total; call `advance` before.
    void serve(const services::LoadMatrix& loads, const Table<ComponentId, services::Offer>& offers);

    [[nodiscard]] const Outcome& outcome(FunctionId function) const { return users_[function].outcome; }
    [[nodiscard]] bool swamped(ComponentId component) const { return swamped_[component] != 0; }
    [[nodiscard]] double waiting_h(FunctionId function) const { return users_[function].backlog.waiting_h(); }
    [[nodiscard]] bool resending(FunctionId function) const { return users_[function].resending; }
    /// When the first backlog that shrinks is empty; `never` if none does.
    [[nodiscard]] Instant next_empty() const;

  private:
    struct Users {
        services::Backlog backlog;
        services::Clientele clientele;
        Outcome outcome;
        bool resending = false;
        double curve = 0.0;   ///< what all users would ask for now, as a share of the peak
        double demand = 0.0;  ///< of those who are still there, the same
        double admitted = 1.0;
        double waiting_in = 0.0;  ///< rate, in multiples of the peak demand
    };

    using Serve = std::function<services::Carried(const services::Offered&)>;

    [[nodiscard]] services::Offered offered() const;
    /// Whether any user returned; `served`: share of the new requests of each function.
    bool welcome_back(const std::vector<double>& served, const Serve& serve);
    void stop_resending(const std::vector<double>& reach);
    /// Whether any function started.
    [[nodiscard]] bool start_resending(const services::Carried& carried);
    void settle(const services::Offered& offered, const services::Carried& carried);

    const Stage& stage_;
    const Admission& admission_;
    Instant last_ = never;
    Occasion occasion_ = Occasion::change;
    Table<FunctionId, Users> users_;
    std::vector<double> failing_;
    Table<ComponentId, char> swamped_;
};

}  // namespace firebreak::engine
