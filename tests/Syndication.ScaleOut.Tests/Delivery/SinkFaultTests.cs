using Syndication.Delivery;
using Syndication.ScaleOut.Tests.Support;
using Syndication.Tests.Support;

namespace Syndication.ScaleOut.Tests.Delivery;

/// <summary>Every fault that Postfix's test server knows, at every command: where messages stand meanwhile, and that all arrive when it is mended.</summary>
public sealed class SinkFaultTests : DeliveryTest, IDisposable
{
    private const int Readers = 3;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("syndication-sink-");

    [ProgramTheory("smtp-sink", PostgresServer.Program)]
    [InlineData("-q", "CONNECT", MessageState.Queued, false)]
    [InlineData("-q", "EHLO", MessageState.Queued, false)]
    [InlineData("-q", "MAIL", MessageState.Queued, false)]
    [InlineData("-q", "RCPT", MessageState.Queued, true)]
    [InlineData("-q", "DATA", MessageState.Queued, true)]
    [InlineData("-q", ".", MessageState.InDoubt, true)]
    [InlineData("-Q", "CONNECT", MessageState.Queued, false)]
    [InlineData("-Q", "EHLO", MessageState.Queued, false)]
    [InlineData("-Q", "MAIL", MessageState.Queued, false)]
    [InlineData("-Q", "RCPT", MessageState.Queued, true)]
    [InlineData("-Q", "DATA", MessageState.Queued, true)]
    [InlineData("-Q", ".", MessageState.Queued, true)]
    [InlineData("-r", "EHLO", MessageState.Sent, true)]
    [InlineData("-r", "CONNECT", MessageState.Queued, false)]
    [InlineData("-r", "MAIL", MessageState.Queued, false)]
    [InlineData("-r", "RCPT", MessageState.Deferred, true)]
    [InlineData("-r", "DATA", MessageState.Deferred, true)]
    [InlineData("-r", ".", MessageState.Deferred, true)]
    [InlineData("-f", "EHLO", MessageState.Sent, true)]
    [InlineData("-f", "CONNECT", MessageState.Queued, false)]
    [InlineData("-f", "MAIL", MessageState.Queued, false)]
    [InlineData("-f", "RCPT", MessageState.Failed, true)]
    [InlineData("-f", "DATA", MessageState.Failed, true)]
    [InlineData("-f", ".", MessageState.Failed, true)]
    [InlineData("-W", "MAIL:1", MessageState.Sent, true)]
    [InlineData("-W", "RCPT:1", MessageState.Sent, true)]
    [InlineData("-W", "DATA:1", MessageState.Sent, true)]
    [InlineData("-W", ".:1", MessageState.Sent, true)]
    public async Task A_fault_at_a_command_leaves_each_message_in_its_state_and_loses_none(
        string fault,
        string command,
        MessageState meanwhile,
        bool costsAttempts
    )
    {
        var port = UseOneConnection();
        var faulty = folder.CreateSubdirectory("faulty").FullName;

        // Where it delays its answer to MAIL, it loses what came along with it.
        string[] faults = fault == "-W" ? ["-p", fault, command] : [fault, command];
        using (await SmtpSink.StartAsync(port, faulty, faults))
        {
            await Host.QueueAsync(1, 1, 2, 3);
            await Host.DrainAsync();
        }

        var counts = await Host.CountsAsync(1);
        Assert.Equal((Readers, true), (counts.In(meanwhile), counts.AddsUp));
        Assert.Equal(costsAttempts, await AttemptsAsync() > 0);
        var mended = await MendAsync(port);

        // It keeps what it refuses, too: only after a doubt is that a copy.
        var ends = meanwhile == MessageState.Failed ? MessageState.Failed : MessageState.Sent;
        counts = await Host.CountsAsync(1);
        Assert.Equal((Readers, true), (counts.In(ends), counts.AddsUp));
        Assert.Equal(meanwhile is MessageState.Failed or MessageState.Sent ? 0 : Readers, mended.Count);
        Assert.Equal(mended.Count, mended.Distinct(StringComparer.Ordinal).Count());
        if (meanwhile == MessageState.InDoubt)
            Assert.Equal(Ids(faulty).Order(StringComparer.Ordinal), mended.Order(StringComparer.Ordinal));
    }

    [ProgramFact("smtp-sink", PostgresServer.Program)]
    public async Task A_server_that_dies_with_a_message_leaves_that_one_in_doubt_and_the_others_queued()
    {
        var port = UseOneConnection();
        var faulty = folder.CreateSubdirectory("faulty").FullName;
        using (await SmtpSink.StartAsync(port, faulty, "-M", "1"))
        {
            await Host.QueueAsync(1, 1, 2, 3);
            await Host.DrainAsync();
        }

        var counts = await Host.CountsAsync(1);
        Assert.Equal((1, 2), (counts.In(MessageState.InDoubt), counts.In(MessageState.Queued)));
        Assert.Equal(Readers, (await MendAsync(port)).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Readers, (await Host.CountsAsync(1)).In(MessageState.Sent));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private int UseOneConnection()
    {
        var port = Peer.FreePort();
        Host.Relay(port, 0, ("MaxConnections", "1"));
        return port;
    }

    /// <summary>Mends the server, and lets hours pass.</summary>
    /// <returns>The Message-IDs of what it took from then on.</returns>
    private async Task<List<string>> MendAsync(int port)
    {
        var mended = folder.CreateSubdirectory("mended").FullName;
        using var sink = await SmtpSink.StartAsync(port, mended);
        for (var hour = 0; hour < 6; hour++)
            await Host.DrainAfterAsync(TimeSpan.FromHours(1));
        return Ids(mended);
    }

    private async Task<int> AttemptsAsync()
    {
        var attempts = 0;
        for (var reader = 1; reader <= Readers; reader++)
            attempts += (await Host.RowAsync(1, reader)).Attempts;
        return attempts;
    }

    private static List<string> Ids(string mails) =>
        [
            .. Directory
                .EnumerateFiles(mails)
                .SelectMany(File.ReadLines)
                .Where(line => line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase)),
        ];
}
