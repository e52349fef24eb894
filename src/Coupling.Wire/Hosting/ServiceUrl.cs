namespace Coupling.Wire.Hosting;

/// <summary>How the address of a service is written.</summary>
public static class ServiceUrl
{
    /// <summary>For messages about one that is not.</summary>
    public const string Allowed = "http://HOST:PORT or https://HOST:PORT";

    public static bool IsValid(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && url.PathAndQuery == "/" && url.UserInfo.Length == 0;
}
