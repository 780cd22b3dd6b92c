namespace Kabinet.Engine.Files.Pictures;

/// <summary>How large pictures may be before nothing decodes them: a small file may hold a picture that fills the memory.</summary>
internal static class PictureLimits
{
    /// <summary>Pixels that a browser is asked to show.</summary>
    public const long ShownPixels = 100_000_000;
    /// <summary>Pixels of a picture that is decoded whole for its thumbnail: four bytes each.</summary>
    public const long DecodedPixels = 40_000_000;
    /// <summary>The longer side of a thumbnail, in pixels.</summary>
    public const int ThumbnailSide = 320;
}
