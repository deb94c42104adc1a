using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AgentWire.AspNetCore.Tests.Support;

/// <summary>A server certificate, and clients that trust only this certificate.</summary>
internal static class Certificates
{
    public static X509Certificate2 Make()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        using X509Certificate2 made = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddDays(1)
        );
        // Windows does not serve a certificate whose key was never stored.
        byte[] stored = made.Export(X509ContentType.Pkcs12);
#if NET9_0_OR_GREATER
        return X509CertificateLoader.LoadPkcs12(stored, null);
#else
        return new X509Certificate2(stored);
#endif
    }

    public static SocketsHttpHandler Trusting(X509Certificate2 certificate) =>
        new()
        {
            SslOptions = new()
            {
                RemoteCertificateValidationCallback = (_, presented, _, _) =>
                    presented?.GetCertHashString() == certificate.GetCertHashString(),
            },
        };
}
