using Microsoft.Extensions.DependencyInjection;
using Syndication.Storage;
using Syndication.Tests.Support;

namespace Syndication.ScaleOut.Tests.Nodes;

/// <summary>A node falls silent in the middle of a write: it is frozen, or its machine is gone.</summary>
public sealed class SilentNodeTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);
    private readonly NewsroomHost silent = new();
    private readonly NewsroomHost other = new();

    [Fact]
    public async Task Others_write_again_soon_and_it_writes_again_when_it_wakes()
    {
        other.JoinStoreOf(silent);
        await silent.AddSectionAsync("gear", "Gear");
        var wakes = new TaskCompletionSource();
        var holds = new TaskCompletionSource();
        var asleep = Task.Run(() =>
            silent
                .Services.GetRequiredService<Database>()
                .WriteAsync(
                    async (_, _) =>
                    {
                        holds.SetResult();
                        await wakes.Task;
                    },
                    CancellationToken.None
                )
        );
        await holds.Task;

        await other.AddSectionAsync("trail", "Trail").WaitAsync(Patience, TimeProvider.System);

        wakes.SetResult();
        await Assert.ThrowsAnyAsync<Exception>(() => asleep);
        await silent.AddSectionAsync("park", "Park").WaitAsync(Patience, TimeProvider.System);
    }

    public void Dispose()
    {
        silent.Dispose();
        other.Dispose();
    }
}
