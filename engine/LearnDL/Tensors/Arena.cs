namespace LearnDL.Tensors;

/// <summary>
/// Where tensors live that are needed only for a while, such as those of one batch. A scope opens with
/// <see cref="BeginScope"/>, and its tensors end with it. One batch asks for the same tensors in the same order as the
/// batch before, so the arena keeps them in lists, one per order of magnitude, and hands them out again from the start:
/// after the first batches nothing is allocated. Without it every <c>x.Dot(W).AddRow(b)</c> would leave two arrays for
/// the garbage collector. In a single list, sequences of another length would find small tensors where they need large
/// ones, and after many lengths every place would hold a large one.
/// </summary>
sealed class Arena
{
    [ThreadStatic]
    static Arena? current;

    static readonly Shape nothing = [0];

    readonly BodyPool[] pools = [new(), new(), new(), new()]; // one per DType
    readonly BodyList views = new();
    readonly List<Array>?[] arrays = new List<Array>?[BodyPool.Magnitudes];
    readonly int[] usedArrays = new int[BodyPool.Magnitudes];
    bool givesArrays;
    readonly List<Arena> children = [];
    readonly Arena?[] alternating = new Arena?[2];

    /// <summary>Until the result is disposed, this thread's new tensors come from the arena; they end then.</summary>
    public Scope BeginScope()
    {
        var outer = current;
        current = this;
        return new Scope(this, outer);
    }

    /// <summary>The time from <see cref="BeginScope"/> to <see cref="Dispose"/>.</summary>
    public readonly struct Scope(Arena arena, Arena? outer) : IDisposable
    {
        public void Dispose()
        {
            current = outer;
            arena.Recycle();
        }
    }

    void Recycle()
    {
        foreach (var pool in pools)
            pool.Recycle();
        views.Recycle();
        if (givesArrays)
            Array.Clear(usedArrays);
        givesArrays = false;
        foreach (var child in children)
            child.Recycle();
        foreach (var arena in alternating)
            arena?.Recycle();
    }

    /// <summary>
    /// A body for a new tensor: from the arena inside a scope, fresh outside. Its numbers are not set.
    /// </summary>
    public static TensorBody NewBody(in Shape shape, DType dtype) =>
        current is { } arena ? arena.Rent(shape, dtype) : TensorBody.New(shape, dtype);

    TensorBody Rent(in Shape shape, DType dtype)
    {
        var size = shape.Size;
        var body = pools[(int)dtype].Of(size).Next(shape, dtype);
        if (body.Shape != shape)
        {
            body.Size = size;
            if (!body.HasRoomFor(size))
                body.Allocate(BodyPool.Largest(size)); // once, for all of its order of magnitude
            body.Shape = shape;
        }
        return body;
    }

    /// <summary>A body that shares another's numbers, under another shape and beginning further in.</summary>
    public static TensorBody NewView(TensorBody body, int offset, in Shape shape)
    {
        if (current is not { } arena)
            return new() { Data = body.Data, Offset = offset, Shape = shape, Size = shape.Size, DType = body.DType };
        var view = arena.views.Next(nothing, DType.Float32);
        (view.Data, view.Offset, view.DType) = (body.Data, offset, body.DType);
        (view.Shape, view.Size) = (shape, shape.Size);
        return view;
    }

    /// <summary>
    /// An array of at least this size, for a layer that keeps one record per time step: from the arena inside a scope,
    /// fresh outside.
    /// </summary>
    public static T[] NewArray<T>(int size) where T : struct
    {
        if (current is not { } arena)
            return new T[size];
        var k = BodyPool.Magnitude(size);
        var (arrays, place) = (arena.arrays[k] ??= [], arena.usedArrays[k]++);
        arena.givesArrays = true;
        if (place == arrays.Count)
            arrays.Add(new T[size]);
        var array = arrays[place] as T[];
        if (array is null || array.Length < size)
            arrays[place] = array = new T[BodyPool.Largest(size)];
        return array;
    }

    /// <summary>
    /// The arena of the open scope, with at least this many child arenas: one per thread that computes a share of the
    /// work, so that no two take from one list. None outside a scope.
    /// </summary>
    public static Arena? WithChildren(int count)
    {
        if (current is { } arena)
            while (arena.children.Count < count)
                arena.children.Add(new Arena());
        return current;
    }

    /// <summary>
    /// Until the result is disposed, this thread takes its tensors from a child of the arena. They end with the arena's
    /// scope. An only child is not needed: the work then stays in the arena itself.
    /// </summary>
    /// <param name="parent">What <see cref="WithChildren"/> gave.</param>
    /// <param name="child">The child's number, from 0.</param>
    /// <param name="count">How many children are at work.</param>
    public static Detour EnterChild(Arena? parent, int child, int count)
    {
        var left = current;
        if (count > 1)
            current = parent?.children[child];
        return new Detour(left);
    }

    /// <summary>
    /// Until the result is disposed, tensors come from one of two arenas: one for even numbers, one for odd. They stay
    /// valid during the next number and end when the one after that begins. So a loop over time steps that needs the
    /// time step before, but none before that, stays within memory that is near.
    /// </summary>
    public static Detour BeginAlternating(int number)
    {
        var left = current;
        if (left is not null)
        {
            current = left.alternating[number & 1] ??= new Arena();
            current.Recycle();
        }
        return new Detour(left);
    }

    /// <summary>Leaves all scopes for a moment, to make tensors that outlive them.</summary>
    public static Detour LeaveScope()
    {
        var left = current;
        current = null;
        return new Detour(left);
    }

    /// <summary>The time in which new tensors come from elsewhere; then the arena that was left is back.</summary>
    public readonly struct Detour(Arena? left) : IDisposable
    {
        public void Dispose() => current = left;
    }
}
