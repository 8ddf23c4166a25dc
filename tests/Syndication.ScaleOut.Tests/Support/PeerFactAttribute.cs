namespace Syndication.ScaleOut.Tests.Support;

/// <summary>
/// A test that needs a program which the .NET SDK does not bring. Without it the test is skipped with one plain line; where
/// <c>SYNDICATION_REQUIRE_PEERS=1</c> says that everything is installed, it runs, and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PeerFactAttribute : FactAttribute
{
    /// <param name="programs">Names or full paths; all of them are needed.</param>
    public PeerFactAttribute(params string[] programs)
    {
        var missing = programs.FirstOrDefault(program => Peer.Find(program) is null);
        if (missing is not null && Environment.GetEnvironmentVariable("SYNDICATION_REQUIRE_PEERS") != "1")
            Skip = $"{missing} is not installed";
    }
}
