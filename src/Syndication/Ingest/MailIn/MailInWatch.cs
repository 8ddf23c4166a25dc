using Syndication.Mailboxes;
using Syndication.Publication;

namespace Syndication.Ingest.MailIn;

/// <summary>Reads the mailbox that articles come to in the background where <c>Jobs:Roles</c> has <c>worker</c>: at once, and whenever something arrives.</summary>
internal sealed partial class MailInWatch(MailInJobs jobs, IConfiguration configuration, TimeProvider clock, ILogger<MailInWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        jobs.IsOn && NodeRoles.IsWorker(configuration["Jobs:Roles"]) ? WatchAsync(stoppingToken) : Task.CompletedTask;

    private async Task WatchAsync(CancellationToken stop)
    {
        var pause = Shortest;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var mailbox = jobs.Open();
                while (!stop.IsCancellationRequested)
                {
                    await jobs.ReadAsync(mailbox, stop);
                    pause = Shortest;
                    await mailbox.WaitAsync(stop);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (MailboxException unreachable)
            {
                LogUnreachable(unreachable.Message);
            }
            catch (Exception fault)
            {
                LogFault(fault);
            }

            await Task.Delay(pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < Longest ? pause * 2 : Longest;
        }
    }

    [LoggerMessage(EventId = 2604, Level = LogLevel.Warning, Message = "Articles by mail: {What}; it is tried again in a moment")]
    private partial void LogUnreachable(string what);

    [LoggerMessage(EventId = 2605, Level = LogLevel.Error, Message = "Reading articles from the mailbox broke off; it goes on in a moment")]
    private partial void LogFault(Exception fault);
}
