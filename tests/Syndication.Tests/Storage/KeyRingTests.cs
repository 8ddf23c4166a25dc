using FsCheck.Xunit;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Storage;
using Syndication.Tests.Support;

namespace Syndication.Tests.Storage;

public sealed class KeyRingTests : IDisposable
{
    private readonly SyndicationHost host = new();
    private readonly KeyRing keys;

    public KeyRingTests() => keys = host.Services.GetRequiredService<KeyRing>();

    [Property(MaxTest = 200)]
    public void What_was_sealed_opens_for_its_purpose_alone(byte[] payload, bool other)
    {
        payload = payload.Length > 200 ? payload[..200] : payload;
        var token = keys.Seal("preferences", payload);

        Assert.Equal(payload, keys.Open("preferences", token));
        Assert.Null(keys.Open(other ? "unsubscribe" : "preferences ", token));
    }

    [Fact]
    public void A_token_with_any_character_changed_opens_nothing()
    {
        var token = keys.Seal("confirm", [1, 2, 3, 4, 5, 6, 7, 8]);

        for (var at = 0; at < token.Length - 1; at++)
        {
            var forged = string.Create(
                token.Length,
                (token, at),
                (span, from) =>
                {
                    from.token.CopyTo(span);
                    span[from.at] = span[from.at] == 'A' ? 'B' : 'A';
                }
            );
            Assert.Null(keys.Open("confirm", forged));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("not base64url!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("../../etc/passwd")]
    public void Anything_else_opens_nothing(string text) => Assert.Null(keys.Open("confirm", text));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData(" ")]
    [InlineData("\t")]
    [InlineData("=")]
    [InlineData("%")]
    public void A_token_with_anything_between_or_after_its_characters_opens_nothing(string extra)
    {
        var token = keys.Seal("confirm", [1, 2, 3, 4, 5, 6, 7, 8]);

        foreach (var at in new[] { 0, 5, token.Length })
            Assert.Null(keys.Open("confirm", token.Insert(at, extra)));
    }

    [Fact]
    public async Task Keys_are_made_once_and_loaded_again()
    {
        var token = keys.Seal("confirm", [7]);

        await keys.LoadAsync(CancellationToken.None);

        Assert.Equal([7], keys.Open("confirm", token)!);
    }

    public void Dispose() => host.Dispose();
}
