using Microsoft.Extensions.DependencyInjection;
using Syndication.Feeds.WebSub;
using Syndication.Publication;

namespace Syndication.Tests.Feeds.WebSub;

public sealed class HubSectionFateTests : HubTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_follows_a_section_that_ends_or_moves_is_told_that_there_is_no_more_to_come(bool moves)
    {
        const string Gear = "http://localhost/feeds/sections/gear.rss";
        await SubscribeAsync(topic: Gear);
        await Host
            .Services.GetRequiredService<SectionStore>()
            .PutAsync(
                FeedFixture.Gear,
                "Gear",
                section =>
                {
                    section.MovedTo = moves ? new SectionSlug("harbour") : null;
                    section.EndedAt = moves ? null : Host.Clock.GetUtcNow();
                },
                CancellationToken.None
            );

        await RunAsync();
        await RunAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Empty(await RowsAsync<HubSubscription>());
        Assert.Empty(await RowsAsync<HubDelivery>());
        Assert.Empty(Subscriber.Deliveries);
        var last = Subscriber.Questions.Last();
        Assert.Equal(("denied", Gear), (last.Query["hub.mode"].ToString(), last.Query["hub.topic"].ToString()));
    }
}
