namespace Syndication.ScaleOut.Tests.Support;

/// <summary>A test that needs PostgreSQL: see <see cref="ProgramFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerFactAttribute : Xunit.FactAttribute
{
    public ServerFactAttribute() => Skip = Peer.WhyMissing(PostgresServer.Program);
}

/// <inheritdoc cref="ServerFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerTheoryAttribute : Xunit.TheoryAttribute
{
    public ServerTheoryAttribute() => Skip = Peer.WhyMissing(PostgresServer.Program);
}
