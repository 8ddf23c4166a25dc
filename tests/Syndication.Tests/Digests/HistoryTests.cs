using Syndication.Delivery;
using Syndication.Subscribers;
using Xunit.Sdk;

namespace Syndication.Tests.Digests;

/// <summary>
/// Whatever happens, in whatever order: every announced, visible article reaches every entitled reader exactly once, in the first issue
/// due after it that has room, and every correction those who received what it corrects.
/// </summary>
public sealed class HistoryTests
{
    private static readonly Cadence[] Cadences = [Cadence.Each, Cadence.Daily, Cadence.Weekly, Cadence.Off, Cadence.Daily, Cadence.Monthly];
    private static readonly string[] Hours = ["07:00", "02:30", "18:45", "00:00"];
    private static readonly string[] Emails = ["ada@example.org", "ben@example.org", "cid@example.org", "dia@example.org"];
    private static readonly string[][] Places =
    [
        ["gear"],
        ["benefits"],
        ["gear", "benefits"],
        ["benefits", "gear"],
    ];

    [HistoryProperty]
    public async Task Every_article_reaches_every_reader_exactly_once((byte What, byte How)[] history)
    {
        using var world = new HistoryWorld();
        await world.ReadyAsync();
        await world.JoinAsync(Emails[0], Cadence.Daily, Cadence.Weekly);
        await world.JoinAsync(Emails[1], Cadence.Each, Cadence.Daily);
        foreach (var (what, how) in history)
            await StepAsync(world, what, how);
        await SettleAsync(world);
        await JudgeAsync(world);
    }

    [Fact]
    public async Task What_comes_twice_is_noticed()
    {
        using var world = await BegunAsync();
        await world.AnswerAsync(_ => MessageState.Sent);
        await world.MisreportAsync(MessageState.Sent, MessageState.Failed);
        world.Move(TimeSpan.FromDays(1));
        await world.TickAsync();
        await world.MisreportAsync(MessageState.Failed, MessageState.Sent);
        await world.AnswerAsync(_ => MessageState.Sent);

        await Assert.ThrowsAnyAsync<XunitException>(() => JudgeAsync(world));
    }

    [Fact]
    public async Task What_is_passed_over_is_noticed()
    {
        using var world = await BegunAsync();
        await world.PublishAsync(1, 0, Places[0], announce: true, correction: null);
        await world.SkipAsync();

        await Assert.ThrowsAnyAsync<XunitException>(() => SettleAsync(world));
    }

    [Fact]
    public async Task A_correction_that_nobody_is_told_is_noticed()
    {
        using var world = await BegunAsync();
        await world.AnswerAsync(_ => MessageState.Sent);
        await world.PublishAsync(0, 0, Places[0], announce: true, "Not so.");

        await Assert.ThrowsAnyAsync<XunitException>(() => JudgeAsync(world));
        await SettleAsync(world);
        await JudgeAsync(world);
    }

    [Fact]
    public async Task What_failed_for_who_waits_for_each_comes_along_with_the_next_piece_and_not_every_minute()
    {
        using var world = new HistoryWorld();
        await world.ReadyAsync();
        await world.JoinAsync(Emails[1], Cadence.Each, Cadence.Off);
        await world.PublishAsync(0, 0, Places[0], announce: true, correction: null);
        await world.TickAsync();
        Assert.Equal(1, await world.AnswerAsync(_ => MessageState.Failed));
        world.Move(TimeSpan.FromHours(1));
        await world.TickAsync();
        Assert.Equal(0, await world.AnswerAsync(_ => MessageState.Sent));

        await world.PublishAsync(1, 0, Places[0], announce: true, correction: null);
        await world.TickAsync();

        Assert.Equal(1, await world.AnswerAsync(_ => MessageState.Sent));
        Assert.Equal(["piece-000", "piece-001"], (await world.ReceivedAsync(Emails[1])).Select(one => one.Id).Order());
    }

    private static async Task<HistoryWorld> BegunAsync()
    {
        var world = new HistoryWorld();
        await world.ReadyAsync();
        await world.JoinAsync(Emails[0], Cadence.Daily, Cadence.Off);
        await world.PublishAsync(0, 0, Places[0], announce: true, correction: null);
        world.Move(TimeSpan.FromDays(1));
        await world.TickAsync();
        return world;
    }

    private static async Task JudgeAsync(HistoryWorld world)
    {
        foreach (var email in world.Model.Followers.Keys)
        {
            var received = await world.ReceivedAsync(email);
            Once(world, email, received);
            await CorrectedAsync(world, received);
        }
    }

    private static async Task StepAsync(HistoryWorld world, byte what, byte how)
    {
        switch (what % 16)
        {
            case 0 or 1 or 2:
                await world.PublishAsync(world.Model.Pieces.Count, how % 3, Places[how % 4], how % 7 != 0, correction: null);
                break;
            case 3 when how % 4 == 0:
                var first = world.Model.Pieces.Count;
                await world.PublishAsync([.. Enumerable.Range(first, 70)], 0, Places[how / 4 % 4], announce: true, correction: null);
                break;
            case 3 or 4 when world.Model.Pieces.Count > 0:
                await AgainAsync(world, how);
                break;
            case 5 when world.Model.Pieces.Count > 0:
                await world.WithdrawAsync(HistoryWorld.IdOf(how % world.Model.Pieces.Count));
                break;
            case 6 or 7 when world.Model.Pieces.Count > 0:
                await world.PublishAsync(
                    how % world.Model.Pieces.Count,
                    how % 3,
                    Places[how % 4],
                    announce: true,
                    $"Correction {how % 5}."
                );
                break;
            case 8 when world.Model.Followers.Count < Emails.Length:
                await world.JoinAsync(Emails[world.Model.Followers.Count], Cadences[how % 3], Cadences[how / 3 % 6]);
                break;
            case 9 when how % 4 == 0:
                await world.LeaveAndReturnAsync(Whom(world, (byte)(how / 4)));
                break;
            case 8 or 9:
                await world.ChangeAsync(Whom(world, how), Cadences[how / 4 % 6], Cadences[how / 8 % 6], Hours[how / 16 % 4]);
                break;
            case 10:
                var until = world.Now.AddDays(2 + (how % 5));
                await world.ChangeAsync(Whom(world, how), Cadences[how / 4 % 6], Cadences[how / 8 % 6], Hours[0], until);
                break;
            case 11:
                await world.CrashAsync(TimeSpan.FromMilliseconds(how % 40));
                break;
            case 12:
                world.Move(TimeSpan.FromHours((how % 9) - 4));
                await world.TickAsync();
                break;
            case 13:
                await world.AnswerAsync(index => Answer(how + index));
                break;
            case 14:
                world.Move(TimeSpan.FromHours(13));
                await world.TickAsync(planners: 2);
                break;
            default:
                world.Move(TimeSpan.FromHours(how % 12));
                await world.TickAsync();
                break;
        }
    }

    /// <summary>The newsroom's system sends what it sent before: as it was, under another address, or in other sections.</summary>
    private static Task AgainAsync(HistoryWorld world, byte how)
    {
        var number = how % world.Model.Pieces.Count;
        var piece = world.Model.Pieces[HistoryWorld.IdOf(number)];
        var sections = how % 3 == 0 || piece.Since.Count == 0 ? Places[how / 3 % 4] : [.. piece.Since.Keys.Order(StringComparer.Ordinal)];
        return world.PublishAsync(number, how % 2, sections, announce: true, piece.Correction);
    }

    private static string Whom(HistoryWorld world, byte how) => Emails[how % world.Model.Followers.Count];

    private static MessageState Answer(int how) =>
        (how % 8) switch
        {
            0 => MessageState.Failed,
            1 => MessageState.Expired,
            2 => MessageState.InDoubt,
            3 => MessageState.Deferred,
            4 => MessageState.Suppressed,
            _ => MessageState.Sent,
        };

    /// <summary>Everybody takes mail again, every day, and all of it arrives.</summary>
    private static async Task SettleAsync(HistoryWorld world)
    {
        foreach (var (email, follower) in world.Model.Followers)
        {
            Cadence Daily(string section) => follower.Since.ContainsKey(section) ? Cadence.Daily : Cadence.Off;
            await world.ChangeAsync(email, Daily("gear"), Daily("benefits"), "07:00");
        }

        for (var idle = 0; idle < 3; )
        {
            world.Move(TimeSpan.FromDays(1));
            await world.TickAsync();
            idle = await world.AnswerAsync(_ => MessageState.Sent) == 0 ? idle + 1 : 0;
        }
    }

    private static void Once(HistoryWorld world, string email, List<Receipt> received)
    {
        var articles = received.Where(one => !one.IsCorrection).Select(one => one.Id).ToList();
        Assert.Equal(articles.Distinct(), articles);
        Assert.Subset(world.Model.Followers[email].Ever, articles.ToHashSet());
        var owed = world.Model.Pieces.Keys.Where(id => world.Model.IsEntitled(email, id, _ => true));
        Assert.Subset(articles.ToHashSet(), owed.ToHashSet());
    }

    private static async Task CorrectedAsync(HistoryWorld world, List<Receipt> received)
    {
        foreach (var mine in received.GroupBy(one => one.Id))
        {
            var piece = world.Model.Pieces[mine.Key];
            Assert.False(mine.First().IsCorrection, $"{mine.Key} was corrected before it was received");
            Assert.True(mine.Count(one => one.IsCorrection) <= piece.Corrections, $"{mine.Key} was corrected too often");
            if (piece is { IsVisible: true, IsAnnounced: true } && await world.CorrectedInAsync(mine.Key) is { } corrected)
                Assert.True(mine.Max(one => one.Revision) >= corrected, $"{mine.Key} was never told to be corrected");
        }
    }
}
