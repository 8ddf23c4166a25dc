using Microsoft.Extensions.DependencyInjection;
using Syndication.Bounces;
using Syndication.Mailboxes;

namespace Syndication.Tests.Bounces;

/// <summary>A reader that dies between any two steps loses no report and counts none twice.</summary>
public sealed class InterruptedReadingTests : IAsyncLifetime, IDisposable
{
    private const int Reports = 150;
    private readonly ReturnsHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task Twenty_deaths_before_and_after_commits_lose_none_and_count_none_twice()
    {
        var reader = (await host.SendAsync()).Reader;
        for (var i = 0; i < Reports; i++)
            host.Put(host.Fill("failed.eml", await host.SendAsync(reader), ("status", "4.4.1")));
        var intake = host.Services.GetRequiredService<ReportIntake>();
        for (var death = 0; death < 20; death++)
        {
            // Half of them die at their first batch, the others at their second; half before the commit, half after it.
            var (isBefore, batches) = (death % 4 < 2, death % 2);
            await Assert.ThrowsAsync<DeathException>(() =>
                ReadAsync(
                    async (batch, ct) =>
                    {
                        if (batches-- > 0)
                        {
                            await intake.TakeAsync(batch, ct);
                            return;
                        }

                        var dying = new MailBatch(
                            batch.Mails,
                            async (db, taken, token) =>
                            {
                                await batch.SettleAsync(db, taken, token);
                                throw new DeathException();
                            }
                        );
                        await intake.TakeAsync(isBefore ? dying : batch, ct);
                        throw new DeathException();
                    }
                )
            );
        }

        await host.ReadAsync();

        var events = await host.EventsAsync();
        Assert.Equal(Reports, events.Count);
        Assert.Equal(Reports, events.Select(one => one.Message).Distinct().Count());
        Assert.True(host.IsRead);
        Assert.Empty(host.Left);
    }

    private async Task ReadAsync(HandleMails handle)
    {
        await using var mailbox = host.Services.GetRequiredService<MailboxFactory>().Create(new MailboxOptions { BatchSize = 10 });
        await mailbox.ReadAsync(handle, CancellationToken.None);
    }

    private sealed class DeathException : Exception;
}
