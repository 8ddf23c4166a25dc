using Microsoft.Extensions.Options;

namespace Syndication.Subscribers;

/// <summary>Gives every answer about an address the same time, so that it does not tell whether the address is known.</summary>
internal sealed class SteadyAnswers(IOptions<SubscriberOptions> options, TimeProvider clock)
{
    /// <summary>Does the work, and returns when it is done and <see cref="SubscriberOptions.AnswerAfter"/> is over.</summary>
    public async Task AfterAsync(Func<Task> work, CancellationToken ct)
    {
        var begun = clock.GetTimestamp();
        await work();
        // The system's timers are coarse, and may be some milliseconds early.
        while (options.Value.AnswerAfter - clock.GetElapsedTime(begun) is var rest && rest > TimeSpan.Zero)
            await Task.Delay(rest, clock, ct);
    }
}
