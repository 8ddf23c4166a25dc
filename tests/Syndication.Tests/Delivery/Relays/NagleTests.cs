using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Relays;

/// <summary>What the system says of the socket that mail goes out on.</summary>
public sealed class NagleTests : DeliveryTest
{
    private const int Tcp = 6;
    private const int NoDelay = 1;

    [PeerFact("test -d /proc/self/fd")]
    public async Task Nothing_that_is_written_to_a_relay_waits_for_more()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        var found = new List<bool>();
        Server.OnMessage = _ =>
        {
            found.AddRange(SocketsTo(Server.Port).Select(IsWithoutDelay));
            return Task.CompletedTask;
        };
        await Host.QueueAsync(1, 7);

        await Host.DrainAsync();

        Assert.True(Assert.Single(found));
    }

    /// <summary>This process' sockets that are connected to a port.</summary>
    private static List<int> SocketsTo(int port)
    {
        var name = new byte[128];
        return
        [
            .. Directory
                .EnumerateFileSystemEntries("/proc/self/fd")
                .Select(entry => int.Parse(Path.GetFileName(entry), CultureInfo.InvariantCulture))
                .Where(number =>
                {
                    var length = name.Length;
                    return GetPeerName(number, name, ref length) == 0 && BinaryPrimitives.ReadUInt16BigEndian(name.AsSpan(2)) == port;
                }),
        ];
    }

    private static bool IsWithoutDelay(int socket)
    {
        var length = sizeof(int);
        Assert.Equal(0, GetSocketOption(socket, Tcp, NoDelay, out var value, ref length));
        return value != 0;
    }

    [DllImport("libc", EntryPoint = "getpeername")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetPeerName(int socket, byte[] name, ref int length);

    [DllImport("libc", EntryPoint = "getsockopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetSocketOption(int socket, int level, int option, out int value, ref int length);
}
