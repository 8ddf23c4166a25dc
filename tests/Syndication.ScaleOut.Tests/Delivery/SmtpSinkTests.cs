using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Syndication.Delivery;
using Syndication.ScaleOut.Tests.Support;
using Syndication.Storage;

namespace Syndication.ScaleOut.Tests.Delivery;

/// <summary>The ledger against a server that is not ours.</summary>
public sealed class SmtpSinkTests : IDisposable
{
    private const int Readers = 200;
    private readonly string folder = Directory.CreateTempSubdirectory("syndication-sink-").FullName;

    [ProgramFact("smtp-sink")]
    public async Task Two_hundred_messages_over_four_connections_arrive_once_each()
    {
        var port = Peer.FreePort();
        var mails = Directory.CreateDirectory(Path.Combine(folder, "mails"));
        using var sink = await SmtpSink.StartAsync(port, mails.FullName);
        await using var host = new SinkHost(Path.Combine(folder, "data"), port);
        var database = host.Services.GetRequiredService<Database>();
        var ledger = host.Services.GetRequiredService<Ledger>();
        long[] readers = [.. Enumerable.Range(1, Readers).Select(number => (long)number)];
        await database.WriteAsync(
            (db, ct) => ledger.QueueAsync(db, MessageStream.Digest, 1, readers, dueAt: null, freshUntil: null, ct),
            CancellationToken.None
        );

        await host.Services.GetRequiredService<SenderJobs>().DrainAsync(CancellationToken.None);

        var counts = await database.ReadAsync((db, ct) => ledger.CountsAsync(db, MessageStream.Digest, 1, ct), CancellationToken.None);
        Assert.Equal(Readers, counts!.In(MessageState.Sent));
        Assert.Equal((0, 0, true), (counts.Repeats, counts.Doubts, counts.AddsUp));
        var ids = mails.GetFiles().Select(file => File.ReadLines(file.FullName).Single(IsMessageId)).ToList();
        Assert.Equal(Readers, ids.Count);
        Assert.Equal(Readers, ids.Distinct(StringComparer.Ordinal).Count());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static bool IsMessageId(string line) => line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase);

    private sealed class SinkHost(string data, int port) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production");
            builder.UseSetting("Storage:Directory", data);
            builder.UseSetting("Jobs:Roles", "web");
            builder.UseSetting("Delivery:Relays:0:Host", "127.0.0.1");
            builder.UseSetting("Delivery:Relays:0:Port", $"{port}");
            builder.UseSetting("Delivery:Relays:0:Security", "None");
            builder.UseSetting("Delivery:Relays:0:MaxConnections", "4");
            builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
            builder.ConfigureTestServices(services =>
            {
                services.RemoveAll<IMessageContent>();
                services.AddSingleton<IMessageContent, NumberedContent>();
            });
        }
    }

    private sealed class NumberedContent : IMessageContent
    {
        public MessageStream Stream => MessageStream.Digest;

        public Task<Composition> ComposeAsync(MessageKey key, CancellationToken ct) =>
            Task.FromResult<Composition>(
                new Composition.Ready(
                    new OutgoingMail
                    {
                        To = $"reader{key.Recipient}@inbox.test",
                        Subject = "Morning",
                        Body = new MailBody
                        {
                            Html = "<p>Good morning.</p>",
                            Text = "Good morning.",
                            Language = "en",
                        },
                        Date = new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero),
                    }
                )
            );
    }
}
