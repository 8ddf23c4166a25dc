using Syndication.Benchmarks.Chaos;
using Syndication.Benchmarks.Chaos.Scenarios;
using Syndication.ScaleOut.Tests.Support;

namespace Syndication.ScaleOut.Tests.Chaos;

/// <summary>What the service needs goes away under it, or it is told to go.</summary>
public sealed class InterruptionTests
{
    [ProgramFact("sh")]
    public Task A_stop_leaves_no_message_in_doubt() => ChaosTest.HoldsAsync(StopScenario.RunAsync, StoreKind.Sqlite);

    [ProgramFact("sh")]
    public Task A_relay_that_goes_up_and_down_gets_everything_and_twice_only_what_was_in_doubt() =>
        ChaosTest.HoldsAsync(FlappingRelayScenario.RunAsync, StoreKind.Sqlite);

    [ProgramFact("initdb")]
    public Task A_database_that_breaks_off_loses_nothing() => ChaosTest.HoldsAsync(DatabaseRestartScenario.RunAsync, StoreKind.Postgres);

    [ProgramFact("sh")]
    public Task Nothing_reaches_who_has_left_but_what_was_in_flight() => ChaosTest.HoldsAsync(LeavingScenario.RunAsync, StoreKind.Sqlite);

    [RootFact]
    public Task Nothing_is_sent_that_a_full_disk_cannot_record() => ChaosTest.HoldsAsync(FullDiskScenario.RunAsync, StoreKind.Sqlite);
}
