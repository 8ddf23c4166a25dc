using FsCheck.Xunit;
using Syndication.Delivery.Gate;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Gate;

/// <summary>The brake's window: whatever happened, in whatever order, it judges as somebody would who has the whole list and a pencil.</summary>
public sealed class BrakeWindowTests
{
    private static readonly DateTimeOffset Now = SyndicationHost.Start + TimeSpan.FromMinutes(20);

    [Property(MaxTest = 500)]
    public void It_judges_as_the_whole_list_does(Happening[] happenings, byte released)
    {
        var from = released < 128 ? Now - TimeSpan.FromMinutes(released * 15) : (DateTimeOffset?)null;
        var since = from > Now - TimeSpan.FromHours(24) ? from.Value : Now - TimeSpan.FromHours(24);

        var window = Fill(happenings, from);

        Assert.Equal(since, window.Since);
        Assert.Equal(
            happenings
                .Select(one => one.Domain)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(domain => Judge(domain, happenings, since))
                .OfType<(string, bool)>(),
            window.Findings().Select(finding => (finding.Domain, finding.Stops))
        );
    }

    [Property(MaxTest = 200)]
    public void The_order_of_things_does_not_matter(Happening[] happenings) =>
        Assert.Equal(Fill(happenings, null).Findings(), Fill([.. happenings.Reverse()], null).Findings());

    [Property(MaxTest = 200)]
    public void What_is_older_than_a_day_changes_nothing(Happening[] happenings)
    {
        var old = happenings.Select(one => one with { MinutesAgo = (ushort)((26 * 60) + (one.MinutesAgo % 4000)) });

        Assert.Equal(Fill(happenings, null).Findings(), Fill([.. happenings, .. old], null).Findings());
    }

    [Theory]
    [InlineData(1000, 0, null)]
    [InlineData(1001, 1, null)]
    [InlineData(1000, 1, false)]
    [InlineData(1000, 2, false)]
    [InlineData(1000, 3, true)]
    [InlineData(1001, 3, false)]
    [InlineData(300, 2, false)]
    [InlineData(100_000, 299, false)]
    [InlineData(100_000, 300, true)]
    public void Complaints_warn_at_one_in_a_thousand_and_stop_at_three(int sent, int complaints, bool? stops)
    {
        var window = new BrakeWindow(Now);
        window.AddSent("inbox.test", SyndicationHost.Start, sent);
        for (var i = 0; i < complaints; i++)
            window.AddReturn("inbox.test", isComplaint: true, Now, SyndicationHost.Start);

        Assert.Equal(stops, window.Findings().SingleOrDefault()?.Stops);
    }

    [Theory]
    [InlineData(951, 49, null)]
    [InlineData(950, 50, true)]
    [InlineData(951, 50, null)]
    [InlineData(60, 49, null)]
    public void Hard_bounces_stop_at_five_in_a_hundred_where_there_are_fifty(int sent, int dead, bool? stops)
    {
        var window = new BrakeWindow(Now);
        window.AddSent("inbox.test", SyndicationHost.Start, sent);
        window.AddDead("inbox.test", SyndicationHost.Start, dead);

        Assert.Equal(stops, window.Findings().SingleOrDefault()?.Stops);
    }

    private static BrakeWindow Fill(IReadOnlyList<Happening> happenings, DateTimeOffset? released)
    {
        var window = new BrakeWindow(Now, released);
        foreach (var one in happenings)
        {
            switch (one.Kind)
            {
                case Kind.Sent:
                    window.AddSent(one.Domain, one.Hour, one.Messages);
                    break;
                case Kind.Dead:
                    window.AddDead(one.Domain, one.Hour, one.Messages);
                    break;
                default:
                    window.AddReturn(one.Domain, one.Kind == Kind.Complaint, one.At, one.SentAt);
                    break;
            }
        }

        return window;
    }

    private static (string, bool)? Judge(string domain, Happening[] happenings, DateTimeOffset since)
    {
        var mine = happenings.Where(one => one.Domain == domain && one.CountsSince(since)).ToList();
        decimal Of(Kind kind) => mine.Where(one => one.Kind == kind).Sum(one => one.Messages);
        var (sent, complaints, hard) = (Of(Kind.Sent), Of(Kind.Complaint), Of(Kind.Hard) + Of(Kind.Dead));
        if (sent > 0 && complaints > 0 && complaints / sent >= 0.001m)
            return (domain, complaints >= 3 && complaints / sent >= 0.003m);
        return hard >= 50 && hard / (sent + Of(Kind.Dead)) >= 0.05m ? (domain, true) : null;
    }

    public enum Kind
    {
        Sent,
        Dead,
        Hard,
        Complaint,
    }

    /// <summary>Something that happened to mail for one of two domains.</summary>
    /// <param name="What">Its kind.</param>
    /// <param name="IsFirst">To which domain.</param>
    /// <param name="MinutesAgo">When.</param>
    /// <param name="Age">Minutes between the send and what came back; odd: not known.</param>
    /// <param name="Size">How many messages.</param>
    public sealed record Happening(Kind What, bool IsFirst, ushort MinutesAgo, byte Age, byte Size)
    {
        // Mostly within two days; generated numbers go far beyond.
        private int Minutes => MinutesAgo % 6000;

        public Kind Kind => What;

        public string Domain => IsFirst ? "a.test" : "b.test";

        public DateTimeOffset At => Now - TimeSpan.FromMinutes(Minutes);

        public DateTimeOffset Hour => new(At.Year, At.Month, At.Day, At.Hour, 0, 0, TimeSpan.Zero);

        public DateTimeOffset? SentAt => Age % 2 == 1 ? null : At - TimeSpan.FromMinutes(Age * 5);

        public int Messages =>
            Kind is Kind.Sent ? Size * 10
            : Kind is Kind.Dead ? Size
            : 1;

        /// <summary>What is counted by hours counts with the whole hour that the window begins in.</summary>
        public bool CountsSince(DateTimeOffset since) =>
            Kind is Kind.Sent or Kind.Dead ? Hour + TimeSpan.FromHours(1) > since : At >= since && !(SentAt < since);
    }
}
