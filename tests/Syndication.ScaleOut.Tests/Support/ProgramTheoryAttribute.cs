namespace Syndication.ScaleOut.Tests.Support;

/// <inheritdoc cref="ProgramFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProgramTheoryAttribute : Xunit.TheoryAttribute
{
    /// <param name="programs">Names or full paths; all of them are needed.</param>
    public ProgramTheoryAttribute(params string[] programs) => Skip = Peer.WhyMissing(programs);
}
