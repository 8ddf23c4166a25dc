using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Syndication.Tests.Delivery.Gate.Checks;

/// <summary>
/// A name server on loopback, over UDP and TCP (RFC 1035): answers from records that are given to it, says of an answer of more than 512 bytes
/// over UDP that it is cut short, and of other names that there are none.
/// </summary>
internal sealed class DnsServer : IDisposable
{
    private const int MostOverUdp = 512;
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentDictionary<(string Name, ushort Type), List<byte[]>> records = new();
    private readonly UdpClient udp = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly TcpListener tcp;
    private int overTcp;

    public DnsServer()
    {
        tcp = new TcpListener((IPEndPoint)udp.Client.LocalEndPoint!);
        tcp.Start();
        _ = Task.WhenAll(ServeUdpAsync(), ServeTcpAsync());
    }

    public IPEndPoint Address => (IPEndPoint)udp.Client.LocalEndPoint!;

    /// <summary>Questions that came over TCP.</summary>
    public int OverTcp => Volatile.Read(ref overTcp);

    /// <summary>What the server says of a name's question instead of an answer (RFC 1035, 4.1.1: RCODE).</summary>
    public ConcurrentDictionary<string, byte> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that are not answered for at all.</summary>
    public ConcurrentDictionary<string, bool> Silences { get; } = new(StringComparer.Ordinal);

    /// <summary>A TXT record of these strings.</summary>
    public void AddText(string name, params string[] strings) =>
        Add(name, 16, [.. strings.SelectMany(text => Encoding.ASCII.GetBytes(text).Prepend((byte)text.Length))]);

    public void AddMailExchange(string name, ushort preference, string host) =>
        Add(name, 15, [(byte)(preference >> 8), (byte)preference, .. Name(host)]);

    public void AddAddress(string name, IPAddress address) =>
        Add(name, (ushort)(address.AddressFamily is AddressFamily.InterNetwork ? 1 : 28), address.GetAddressBytes());

    public void AddPointer(string name, string host) => Add(name, 12, Name(host));

    public void Dispose()
    {
        end.Cancel();
        tcp.Stop();
        udp.Dispose();
        end.Dispose();
    }

    private void Add(string name, ushort type, byte[] data) => records.GetOrAdd((name, type), _ => []).Add(data);

    private async Task ServeUdpAsync()
    {
        while (!end.IsCancellationRequested)
        {
            var question = await udp.ReceiveAsync(end.Token);
            if (Answer(question.Buffer) is not { } answer)
                continue;
            if (answer.Length > MostOverUdp)
                answer = CutShort(question.Buffer);
            await udp.SendAsync(answer, question.RemoteEndPoint, end.Token);
        }
    }

    private async Task ServeTcpAsync()
    {
        while (!end.IsCancellationRequested)
        {
            using var client = await tcp.AcceptTcpClientAsync(end.Token);
            var stream = client.GetStream();
            var length = new byte[2];
            while (await stream.ReadAtLeastAsync(length, 2, throwOnEndOfStream: false, end.Token) == 2)
            {
                var question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await stream.ReadExactlyAsync(question, end.Token);
                Interlocked.Increment(ref overTcp);
                if (Answer(question) is not { } answer)
                    break;
                BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)answer.Length);
                await stream.WriteAsync((byte[])[.. length, .. answer], end.Token);
            }
        }
    }

    private byte[]? Answer(byte[] question)
    {
        var (name, type, asked) = Asked(question);
        if (Silences.ContainsKey(name))
            return null;
        if (Refusals.TryGetValue(name, out var code))
            return [.. Header(question, 0x8180 | code, answers: 0), .. asked];
        var found = records.GetValueOrDefault((name, type)) ?? [];
        var isThere = records.Keys.Any(key => key.Name == name);
        return
        [
            .. Header(question, isThere ? 0x8180 : 0x8183, found.Count),
            .. asked,
            .. found.SelectMany(data =>
                (byte[])[0xC0, 12, (byte)(type >> 8), (byte)type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data]
            ),
        ];
    }

    private static byte[] CutShort(byte[] question) => [.. Header(question, 0x8380, answers: 0), .. Asked(question).Bytes];

    // The question's own number; one question, so many answers.
    private static byte[] Header(byte[] question, int flags, int answers) =>
        [question[0], question[1], (byte)(flags >> 8), (byte)flags, 0, 1, (byte)(answers >> 8), (byte)answers, 0, 0, 0, 0];

    private static (string Name, ushort Type, byte[] Bytes) Asked(byte[] question)
    {
        var labels = new List<string>();
        var at = 12;
        while (question[at] > 0)
        {
            labels.Add(Encoding.ASCII.GetString(question, at + 1, question[at]).ToLowerInvariant());
            at += question[at] + 1;
        }

        return (string.Join('.', labels), BinaryPrimitives.ReadUInt16BigEndian(question.AsSpan(at + 1)), question[12..(at + 5)]);
    }

    private static byte[] Name(string name) =>
        [
            .. name.Split('.', StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)),
            0,
        ];
}
