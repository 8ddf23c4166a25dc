namespace Syndication.ScaleOut.Tests.Support;

/// <summary>
/// A test that needs a program which the .NET SDK does not bring. Without it the test is skipped with one plain line; where
/// <c>SYNDICATION_REQUIRE_PEERS=1</c> says that everything is installed, it runs, and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProgramFactAttribute : Xunit.FactAttribute
{
    /// <param name="programs">Names or full paths; all of them are needed.</param>
    public ProgramFactAttribute(params string[] programs) => Skip = Peer.WhyMissing(programs);
}
