using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using FsCheck.Xunit;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Syndication.Delivery.Dkim;

namespace Syndication.Tests.Delivery.Dkim;

/// <summary>Our canonical forms beside those that MimeKit's signer hashes.</summary>
public sealed class CanonicalFormTests
{
    private static readonly string[] Alphabet = ["a", "B", ":", " ", "  ", "\t", "=", ".", "ä", "\r\n ", "\r\n\t"];

    [Property(MaxTest = 500)]
    public void A_fields_canonical_form_is_MimeKits(byte[] picks)
    {
        var value = string.Concat((picks ?? []).Select(pick => Alphabet[pick % Alphabet.Length])) + "x";
        var wire = Encoding.UTF8.GetBytes($"X-Odd: {value}\r\n");

        var canonical = new ArrayBufferWriter<byte>();
        RelaxedHeader.Write(wire, canonical);

        Assert.Equal(Hashed(wire, "body\r\n"u8).Header, Encoding.UTF8.GetString(canonical.WrittenSpan));
    }

    [Property(MaxTest = 500)]
    public void A_bodys_canonical_form_is_MimeKits(byte[] picks)
    {
        string[] alphabet = ["a", "=", " ", "\t", "  ", "\r\n", " \r\n", ".", "ä"];
        var text = string.Concat((picks ?? []).Select(pick => alphabet[pick % alphabet.Length])) + "x\r\n";
        var body = Encoding.UTF8.GetBytes(text);

        var expected = Hashed("X-Odd: x\r\n"u8, body).BodyHash;

        Assert.Equal(expected, Convert.ToBase64String(SHA256.HashData(RelaxedBody.Lines(body))));
    }

    private static (string Header, string BodyHash) Hashed(ReadOnlySpan<byte> field, ReadOnlySpan<byte> body)
    {
        byte[] mail = [.. field, .. "From: a@b.test\r\n\r\n"u8, .. body];
        using var message = MimeMessage.Load(new MemoryStream(mail));
        var signer = new RecordingSigner();
        signer.Sign(message, ["From", "X-Odd"]);
        var signature = message.Headers[HeaderId.DkimSignature]!;
        var hash = signature.Split("bh=")[1].Split(';')[0].Replace(" ", "", StringComparison.Ordinal);
        var header = Encoding.UTF8.GetString(signer.Recorded.ToArray());
        return (header["from:a@b.test\r\n".Length..header.IndexOf("dkim-signature:", StringComparison.Ordinal)], hash);
    }

    /// <summary>MimeKit's signer with a key that keeps what it is to sign.</summary>
    private sealed class RecordingSigner : DkimSigner, ISigner
    {
        public RecordingSigner()
            : base(
                new Org.BouncyCastle.Crypto.Parameters.Ed25519PrivateKeyParameters(new byte[32]),
                "b.test",
                "s",
                DkimSignatureAlgorithm.Ed25519Sha256
            )
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed;
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed;
        }

        public MemoryStream Recorded { get; } = new();

        public string AlgorithmName => "none";

        public void Init(bool forSigning, ICipherParameters parameters) { }

        public void Update(byte input) => Recorded.WriteByte(input);

        public void BlockUpdate(byte[] input, int inOff, int inLen) => Recorded.Write(input, inOff, inLen);

        public void BlockUpdate(ReadOnlySpan<byte> input) => Recorded.Write(input);

        public int GetMaxSignatureSize() => 1;

        public byte[] GenerateSignature() => [0];

        public bool VerifySignature(byte[] signature) => false;

        public void Reset() { }

        protected override ISigner CreateSigningContext() => this;
    }
}
