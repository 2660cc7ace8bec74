using LearnDL.Tensors;

namespace LearnDL.Backends;

/// <summary>
/// The sizes of a convolution: images (N, H, W, C), weights (KH, KW, C / Groups, F), outputs (N, OH, OW, F).
/// With groups, the channels and the filters are dealt out to them in order, and a filter sees
/// the channels of its own group only.
/// </summary>
public readonly record struct ConvolutionSize(int Images, Window Window, int Channels, int Filters, int Groups)
{
    /// <summary>Channels that a filter sees.</summary>
    public int ChannelsPerGroup => Channels / Groups;

    /// <summary>Filters that see the same channels.</summary>
    public int FiltersPerGroup => Filters / Groups;

    /// <summary>The first of the channels that filter f sees.</summary>
    public int FirstChannel(int f) => f / FiltersPerGroup * ChannelsPerGroup;

    /// <summary>Places of the window in an image: OH·OW.</summary>
    public int Places => Window.Vertical.Places * Window.Horizontal.Places;

    /// <summary>Numbers that a filter sees at a place: KH·KW·C / Groups.</summary>
    public int PatchSize => Window.Vertical.Kernel * Window.Horizontal.Kernel * ChannelsPerGroup;

    /// <summary>Numbers of an image without padding.</summary>
    public int ImageSize => Window.Vertical.Size * Window.Horizontal.Size * Channels;

    /// <summary>Numbers of an image with the padding around it.</summary>
    public int PaddedSize => Window.Vertical.Padded * Window.Horizontal.Padded * Channels;

    /// <summary>Where x[n, h, w, c] lies.</summary>
    public int X(int n, int h, int w, int c) =>
        ((n * Window.Vertical.Size + h) * Window.Horizontal.Size + w) * Channels + c;

    /// <summary>Where W[kh, kw, c, f] lies, for channel c of the filter's group.</summary>
    public int W(int kh, int kw, int c, int f) =>
        ((kh * Window.Horizontal.Kernel + kw) * ChannelsPerGroup + c) * Filters + f;

    /// <summary>Where z[n, oh, ow, f] lies.</summary>
    public int Z(int n, int oh, int ow, int f) =>
        ((n * Window.Vertical.Places + oh) * Window.Horizontal.Places + ow) * Filters + f;
}
