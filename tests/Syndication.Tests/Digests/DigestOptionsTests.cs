using Syndication.Digests;

namespace Syndication.Tests.Digests;

public sealed class DigestOptionsTests
{
    private readonly DigestOptionsValidator validator = new();

    [Theory]
    [InlineData(19_999, 500, "Digests:ByteBudget: 19999 is not between 20000 and 1000000 bytes.")]
    [InlineData(1_000_001, 500, "Digests:ByteBudget: 1000001 is not between 20000 and 1000000 bytes.")]
    [InlineData(102_000, 0, "Digests:ChunkSize: 0 is not between 1 and 5000 readers.")]
    public void A_value_out_of_range_is_named_with_its_range(int budget, int chunk, string line) =>
        Assert.Equal([line], validator.Validate(null, new DigestOptions { ByteBudget = budget, ChunkSize = chunk }).Failures);

    [Fact]
    public void The_defaults_are_valid() => Assert.True(validator.Validate(null, new DigestOptions()).Succeeded);
}
