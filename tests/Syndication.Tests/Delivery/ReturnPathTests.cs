using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Storage;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery;

public sealed class ReturnPathTests : DeliveryTest
{
    private const string Domain = "bounce.news.test";

    private MessageTokens Tokens => Host.Services.GetRequiredService<MessageTokens>();

    [Fact]
    public async Task A_bounce_finds_its_message_by_the_address_it_came_to()
    {
        Host.Settings["Delivery:ReturnPathDomain"] = Domain;
        Host.Relay(Server.Port);
        await Host.QueueAsync(1, 7, 8);
        await Host.DrainAsync();

        foreach (var mail in Server.Received)
        {
            var address = mail.From.Split('<', '>')[1];
            var row = await Host.RowAsync(1, mail.To.Contains("reader7", StringComparison.Ordinal) ? 7 : 8);

            Assert.InRange(address.IndexOf('@', StringComparison.Ordinal), 1, 64);
            Assert.Equal(row.Id, await FindAsync(address));
            Assert.Equal(row.Id, await FindAsync($"<{address.ToUpperInvariant()}>"));
        }
    }

    [Fact]
    public async Task An_address_with_any_bit_changed_finds_nothing()
    {
        await Host.QueueAsync(1, [.. Enumerable.Range(1, 50).Select(number => (long)number)]);
        var row = await Host.RowAsync(1, 7);
        var address = Address(row);
        var end = address.IndexOf('@', StringComparison.Ordinal);

        for (var i = 0; i < end; i++)
        {
            for (var bit = 0; bit < 7; bit++)
            {
                var forged = address.ToCharArray();
                forged[i] ^= (char)(1 << bit);
                if (!new string(forged).Equals(address, StringComparison.OrdinalIgnoreCase))
                    Assert.Null(await FindAsync(new string(forged)));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("bounces+@bounce.news.test")]
    [InlineData("bounces@bounce.news.test")]
    [InlineData("news@news.test")]
    [InlineData("<>")]
    public async Task Another_address_finds_nothing(string address) => Assert.Null(await FindAsync(address));

    [Fact]
    public async Task A_token_counts_at_our_domain_alone()
    {
        await Host.QueueAsync(1, 7);
        var token = ReturnPath.TokenIn(Address(await Host.RowAsync(1, 7)), Domain);

        Assert.NotNull(token);
        Assert.Null(ReturnPath.TokenIn($"bounces+{token}@evil.test", Domain));
    }

    [Fact]
    public async Task A_bounce_that_comes_after_the_key_was_retired_still_finds_its_message()
    {
        await Host.QueueAsync(1, 7);
        var row = await Host.RowAsync(1, 7);
        var address = Address(row);

        await Host.Database.WriteAsync(
            async (db, ct) =>
            {
                db.Add(
                    new SigningKey
                    {
                        Id = 2,
                        Secret = new byte[32],
                        CreatedAt = Host.Clock.GetUtcNow(),
                    }
                );
                await db.SaveChangesAsync(ct);
            },
            CancellationToken.None
        );
        await Host.Services.GetRequiredService<KeyRing>().LoadAsync(CancellationToken.None);

        Assert.Equal(row.Id, await FindAsync(address));
        Assert.Equal(address, Address(row));
    }

    private string Address(Message row) =>
        ReturnPath.Make(Tokens.Make(row.Id, new MessageKey(row.Stream, row.Group, row.Recipient)), Domain);

    private async Task<long?> FindAsync(string address) =>
        ReturnPath.TokenIn(address, Domain) is { } token
            ? (await Host.Database.ReadAsync((db, ct) => Tokens.FindAsync(db, token, ct), CancellationToken.None))?.Id
            : null;
}
