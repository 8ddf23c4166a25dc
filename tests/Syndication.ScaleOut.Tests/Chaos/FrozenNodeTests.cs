using Syndication.Benchmarks.Chaos;
using Syndication.Benchmarks.Chaos.Scenarios;
using Syndication.ScaleOut.Tests.Support;

namespace Syndication.ScaleOut.Tests.Chaos;

/// <summary>Nodes that share a store.</summary>
public sealed class FrozenNodeTests
{
    [ProgramFact("initdb")]
    public Task Three_nodes_send_each_message_once_and_one_that_was_frozen_repeats_only_what_it_had_begun() =>
        ChaosTest.HoldsAsync(NodesScenario.RunAsync, StoreKind.Postgres);
}
