using Syndication.Benchmarks.Chaos;
using Syndication.Benchmarks.Chaos.Scenarios;
using Syndication.ScaleOut.Tests.Support;

namespace Syndication.ScaleOut.Tests.Chaos;

/// <summary>The process ends without a word.</summary>
public sealed class KillTests
{
    [ProgramFact("sh")]
    public Task Three_kills_lose_nothing_and_repeat_at_most_one_message_a_connection() =>
        ChaosTest.HoldsAsync(KillScenario.RunAsync, StoreKind.Sqlite);

    [ProgramFact("sh")]
    public Task Killed_at_any_point_of_a_messages_way_what_is_in_doubt_and_what_is_repeated_is_known_exactly() =>
        ChaosTest.HoldsAsync(NamedPointsScenario.RunAsync, StoreKind.Sqlite);

    [ProgramFact("strace")]
    public Task Commits_that_the_system_fails_lose_nothing_and_let_nothing_out_unrecorded() =>
        ChaosTest.HoldsAsync(FailingSyncScenario.RunAsync, StoreKind.Sqlite);
}
