using Syndication.ScaleOut.Tests.Support;

namespace Syndication.ScaleOut.Tests.Bounces;

/// <summary>A test that starts Postfix and Dovecot, which takes root.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MailServersFactAttribute : Xunit.FactAttribute
{
    public MailServersFactAttribute() =>
        Skip = Environment.IsPrivilegedProcess
            ? Peer.WhyMissing("postfix", "smtp-sink", "dovecot", PostgresServer.Program)
            : "starting Postfix takes root";
}
