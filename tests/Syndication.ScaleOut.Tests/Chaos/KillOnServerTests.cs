using Syndication.Benchmarks.Chaos;
using Syndication.Benchmarks.Chaos.Scenarios;
using Syndication.ScaleOut.Tests.Support;

namespace Syndication.ScaleOut.Tests.Chaos;

/// <summary>The process ends without a word, and its store is a server: what it held is taken back when its heart has stood still for a minute.</summary>
public sealed class KillOnServerTests
{
    [ProgramFact("initdb")]
    public Task Three_kills_lose_nothing_and_repeat_at_most_one_message_a_connection() =>
        ChaosTest.HoldsAsync(KillScenario.RunAsync, StoreKind.Postgres);
}
