using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery;

public sealed class MessageTokensTests : DeliveryTest
{
    [Fact]
    public async Task A_token_leads_to_its_row_in_whatever_case_it_comes_back()
    {
        await Host.QueueAsync(1, 7, 8);
        var row = await Host.RowAsync(1, 8);
        var token = Tokens.Make(row.Id, new MessageKey(MessageStream.Digest, 1, 8));

        Assert.Matches("^[a-z2-7]{32}$", token);
        Assert.Equal(row.Id, (await FindAsync(token))?.Id);
        Assert.Equal(row.Id, (await FindAsync(token.ToUpperInvariant()))?.Id);
    }

    [Fact]
    public async Task A_token_with_any_character_changed_leads_nowhere()
    {
        await Host.QueueAsync(1, [.. Enumerable.Range(1, 50).Select(number => (long)number)]);
        var row = await Host.RowAsync(1, 7);
        var token = Tokens.Make(row.Id, new MessageKey(MessageStream.Digest, 1, 7));

        for (var i = 0; i < token.Length; i++)
        {
            var forged = token.ToCharArray();
            forged[i] = forged[i] == 'a' ? 'b' : 'a';
            Assert.Null(await FindAsync(new string(forged)));
        }

        Assert.Null(await FindAsync(""));
        Assert.Null(await FindAsync(token + "a"));
        Assert.Null(await FindAsync(new string('!', 32)));
    }

    private MessageTokens Tokens => Host.Services.GetRequiredService<MessageTokens>();

    private Task<Message?> FindAsync(string token) =>
        Host.Database.ReadAsync((db, ct) => Tokens.FindAsync(db, token, ct), CancellationToken.None);
}
