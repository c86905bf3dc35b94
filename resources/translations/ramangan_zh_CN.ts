<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Autosaver</name>
    <message>
        <source>Autosave</source>
        <extracomment>Time between two autosaves, in ms. Time from a turn of the work to its autosave, in ms. What a job made is shown first: preparing many spectra beside it would make the window wait for Python again and again.</extracomment>
        <translation>自动保存</translation>
    </message>
    <message>
        <source>No autosave: {0}</source>
        <translation>无法自动保存：{0}</translation>
    </message>
</context>
<context>
    <name>AxisCheckDialog</name>
    <message>
        <source>Axis check</source>
        <extracomment>Spectra of which the mean is taken at most; more do not make it better.</extracomment>
        <translation>横轴检查</translation>
    </message>
    <message>
        <source>Spectra of the reference</source>
        <translation>参考物的光谱</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考物</translation>
    </message>
    <message>
        <source>Spectra measured on the reference material; their mean is looked at.</source>
        <translation>在参考物质上测得的光谱；取其平均。</translation>
    </message>
    <message>
        <source>Material whose bands are known; they are sought near their places.</source>
        <translation>谱带位置已知的物质；在这些位置附近寻找谱带。</translation>
    </message>
    <message>
        <source>{0} selected spectra</source>
        <translation>所选的 {0} 条光谱</translation>
    </message>
    <message>
        <source>class {0}</source>
        <translation>类别 {0}</translation>
    </message>
    <message>
        <source>&amp;Spectra of the reference</source>
        <translation>参考物的光谱(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Reference</source>
        <translation>参考物(&amp;R)</translation>
    </message>
    <message>
        <source>Should be / cm⁻¹</source>
        <translation>应为/cm⁻¹</translation>
    </message>
    <message>
        <source>Found / cm⁻¹</source>
        <translation>测得/cm⁻¹</translation>
    </message>
    <message>
        <source>Off by / cm⁻¹</source>
        <translation>偏差/cm⁻¹</translation>
    </message>
    <message>
        <source>Bands of the reference</source>
        <translation>参考物的谱带</translation>
    </message>
    <message>
        <source>Moves the axis, not the intensities; undo takes it back.</source>
        <translation>移动横轴，不改变强度；可撤销。</translation>
    </message>
    <message>
        <source>Values: {0}</source>
        <translation>数值：{0}</translation>
    </message>
    <message>
        <source>&amp;Move the axis of all spectra by {0} cm⁻¹</source>
        <translation>把全部光谱的横轴移动 {0} cm⁻¹(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Move the axis of all spectra</source>
        <translation>移动全部光谱的横轴(&amp;M)</translation>
    </message>
</context>
<context>
    <name>AxisNotice</name>
    <message>
        <source>Laser wavelength (nm)</source>
        <extracomment>The laser that most Raman microscopes have, where nothing speaks of another.</extracomment>
        <translation>激光波长 (nm)</translation>
    </message>
    <message>
        <source>Wavelength of the laser that these spectra were measured with.</source>
        <translation>测量这些光谱所用激光的波长。</translation>
    </message>
    <message>
        <source>Convert to &amp;Raman shift</source>
        <translation>换算成拉曼位移(&amp;R)</translation>
    </message>
    <message>
        <source>Reads the files again with this laser wavelength, which is remembered for this folder. The shift is 10⁷ (1/λ laser − 1/λ) in cm⁻¹.</source>
        <translation>按此激光波长重新读取文件，并为此文件夹记住。位移为 10⁷ (1/λ激光 − 1/λ)，单位 cm⁻¹。</translation>
    </message>
    <message>
        <source>Same detector: &amp;take them in</source>
        <translation>同一探测器：一并读入(&amp;T)</translation>
    </message>
    <message>
        <source>Spectra with as many pixels as the calibrated ones have points take their axis. Right only if both come from the same detector and grating. They stay marked.</source>
        <translation>像素数与已校准光谱点数相同的光谱采用其横轴。仅当两者来自同一探测器和光栅时才正确。它们保留标记。</translation>
    </message>
    <message>
        <source>! The axis is a wavelength in nm, no Raman shift. Which laser was used?</source>
        <translation>! 横轴是以 nm 为单位的波长，不是拉曼位移。使用的是哪种激光？</translation>
    </message>
    <message>
        <source>! The axis counts pixels of the detector and is no Raman shift. Compare only spectra of the same instrument and setting.</source>
        <translation>! 横轴是探测器像素，不是拉曼位移。只能比较同一仪器和设置的光谱。</translation>
    </message>
    <message>
        <source>! Left out because their axis is in nm: {0}. Which laser was used for them?</source>
        <translation>! 因横轴以 nm 为单位而未读入：{0}。使用的是哪种激光？</translation>
    </message>
    <message>
        <source>! Left out beside the calibrated ones because their axis counts pixels: {0}.</source>
        <translation>! 有已校准光谱，因横轴为像素而未读入：{0}。</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 个文件</translation>
    </message>
    <message>
        <source>{0} files</source>
        <translation>{0} 个文件</translation>
    </message>
</context>
<context>
    <name>BadgeBar</name>
    <message>
        <source>Look at:</source>
        <extracomment>Button of what was left out, beside those of the checks.</extracomment>
        <translation>查看：</translation>
    </message>
    <message>
        <source>Files and spectra that are not in the set, with the reasons.</source>
        <translation>未进入数据集的文件和光谱及其原因。</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 个文件</translation>
    </message>
    <message>
        <source>{0} files</source>
        <translation>{0} 个文件</translation>
    </message>
    <message>
        <source>1 spectrum</source>
        <translation>1 条光谱</translation>
    </message>
    <message>
        <source>{0} spectra</source>
        <translation>{0} 条光谱</translation>
    </message>
    <message>
        <source>✗ left out: {0}</source>
        <translation>✗ 未读入：{0}</translation>
    </message>
    <message>
        <source>Click to show only these spectra; click again for all.</source>
        <translation>点击只显示这些光谱；再次点击显示全部。</translation>
    </message>
</context>
<context>
    <name>BandChoice</name>
    <message>
        <source>less &amp;background</source>
        <extracomment>Width of the band that is shown first, as a share of the axis. Whoever draws the band waits so long for its next change, in ms.</extracomment>
        <translation>减少背景(&amp;B)</translation>
    </message>
    <message>
        <source>Subtracts the straight line between the ends of the band: less fluorescence.</source>
        <translation>减去谱带两端之间的直线：荧光影响更小。</translation>
    </message>
    <message>
        <source>Middle of the band whose mean intensity is shown; it can be dragged in the plot above as well.</source>
        <translation>谱带的中心，显示该谱带的平均强度；也可在上方图中拖动。</translation>
    </message>
    <message>
        <source>Width of the band, from its first to its last point.</source>
        <translation>谱带的宽度，从第一个点到最后一个点。</translation>
    </message>
    <message>
        <source>Band at</source>
        <translation>谱带位于</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>中心</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
</context>
<context>
    <name>BandRegion</name>
    <message>
        <source>Band of the map’s picture: drag to move it</source>
        <extracomment>How much of the spectra shows through the region, 0 to 255.</extracomment>
        <translation>分布图所用的谱带：拖动可移动</translation>
    </message>
</context>
<context>
    <name>BandsView</name>
    <message>
        <source>Band in view</source>
        <extracomment>What is shown of a band, and its place among ``quality.peaks.QUANTITIES``. So high a histogram must be for its bars and the title of its axis.</extracomment>
        <translation>所示谱带</translation>
    </message>
    <message>
        <source>Bands of the mean of the originals, by their place.</source>
        <translation>原始光谱均值的谱带，按位置排列。</translation>
    </message>
    <message>
        <source>Drag over a range to choose the spectra in it.</source>
        <translation>在一段范围上拖动，可选择其中的光谱。</translation>
    </message>
    <message>
        <source>Area of the band over its height. Drag over a range to choose spectra.</source>
        <translation>谱带面积除以高度。在一段范围上拖动可选择光谱。</translation>
    </message>
    <message>
        <source>&amp;Band</source>
        <translation>谱带(&amp;B)</translation>
    </message>
    <message>
        <source>Rejected spectra are left out.</source>
        <translation>不包括已拒绝的光谱。</translation>
    </message>
    <message>
        <source>The mean of the originals has no distinct band.</source>
        <translation>原始光谱的均值没有清晰的谱带。</translation>
    </message>
    <message>
        <source>▇ {0} original, ┅ {1} generated, │ selected</source>
        <translation>▇ 原始 {0} 条，┅ 生成 {1} 条，│ 所选</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height / a.u.</source>
        <translation>高度 / a.u.</translation>
    </message>
    <message>
        <source>Area / a.u.</source>
        <translation>面积 / a.u.</translation>
    </message>
</context>
<context>
    <name>BlindDialog</name>
    <message>
        <source>Blind test: {0}</source>
        <translation>盲测：{0}</translation>
    </message>
    <message>
        <source>Spectrum in question</source>
        <translation>待判断的光谱</translation>
    </message>
    <message>
        <source>Intensity (corrected)</source>
        <translation>强度（校正后）</translation>
    </message>
    <message>
        <source>%v of %m answered</source>
        <translation>已回答 %v / %m</translation>
    </message>
    <message>
        <source>&amp;Measured (M or ←)</source>
        <translation>实测（M 或 ←）(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Generated (G or →)</source>
        <translation>生成（G 或 →）(&amp;G)</translation>
    </message>
    <message>
        <source>Stop without a result</source>
        <translation>停止，不计结果</translation>
    </message>
    <message>
        <source>You take this spectrum for a measured one; the next one follows.</source>
        <translation>您认为这条光谱是实测的；随后显示下一条。</translation>
    </message>
    <message>
        <source>You take this spectrum for a generated one; the next one follows.</source>
        <translation>您认为这条光谱是生成的；随后显示下一条。</translation>
    </message>
    <message>
        <source>Closes the test; nothing is recorded.</source>
        <translation>关闭测试；不记录任何结果。</translation>
    </message>
    <message>
        <source>Was this spectrum measured, or was it generated?</source>
        <translation>这条光谱是实测的还是生成的？</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>measured, taken for generated</source>
        <translation>实测，被当作生成</translation>
    </message>
    <message>
        <source>generated, taken for measured</source>
        <translation>生成，被当作实测</translation>
    </message>
    <message>
        <source>{0}: {1} of {2} right ({3}; 95 % interval {4} to {5}). </source>
        <translation>{0}：{2} 条中答对 {1} 条（{3}；95 % 区间 {4} 到 {5}）。</translation>
    </message>
    <message>
        <source>The generated spectra could be told from the measured ones.</source>
        <translation>生成光谱可与实测光谱区分。</translation>
    </message>
    <message>
        <source>Generated spectra were taken for measured ones more often than not.</source>
        <translation>生成光谱多半被当作实测光谱。</translation>
    </message>
    <message>
        <source>That is no more than guessing would give at this number.</source>
        <translation>在这个数量下，这不比猜测更好。</translation>
    </message>
</context>
<context>
    <name>BlindTest</name>
    <message>
        <source>Blind test: {0}</source>
        <translation>盲测：{0}</translation>
    </message>
    <message>
        <source>Measured and generated spectra of this class will be shown in random order.
Number of spectra ({0} to {1}; more make the result surer):</source>
        <translation>将以随机顺序显示该类别的实测光谱和生成光谱。
光谱数（{0} 至 {1}；越多结果越可靠）：</translation>
    </message>
</context>
<context>
    <name>BrushBar</name>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Drag moves the plot; the wheel zooms.</source>
        <translation>拖动可移动图；滚轮可缩放。</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Drag a rectangle to choose spectra, in either plot (or hold Shift).</source>
        <translation>拖出矩形以选择光谱，两个图均可（或按住 Shift）。</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>套索</translation>
    </message>
    <message>
        <source>Draw around spectra to choose them, in either plot (or hold Ctrl).</source>
        <translation>圈出光谱以选择，两个图均可（或按住 Ctrl）。</translation>
    </message>
    <message>
        <source>Chosen spectra; a click chooses none any more.</source>
        <translation>已选的光谱；点击取消全部选择。</translation>
    </message>
    <message>
        <source>✕ {0} ◆ {1} ●</source>
        <translation>✕ {0} ◆ {1} ●</translation>
    </message>
    <message>
        <source>✕ none</source>
        <translation>✕ 无</translation>
    </message>
</context>
<context>
    <name>Callout</name>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Ends the tour (Esc); Help starts it again.</source>
        <translation>结束导览（Esc）；可从“帮助”再次启动。</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Tour, {0}: {1}</source>
        <translation>导览，{0}：{1}</translation>
    </message>
</context>
<context>
    <name>ClassList</name>
    <message>
        <source>Class / file</source>
        <extracomment>With fewer spectra than this a class is badged: its verdict cannot be sure. Files listed under one class; the Data page lists all.</extracomment>
        <translation>类别/文件</translation>
    </message>
    <message>
        <source>n</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Classes and files</source>
        <translation>类别与文件</translation>
    </message>
    <message>
        <source>Filter by name…</source>
        <translation>按名称筛选…</translation>
    </message>
    <message>
        <source>Filter classes and files by name</source>
        <translation>按名称筛选类别和文件</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>未读入</translation>
    </message>
    <message>
        <source>Files that could not be read, with the reason</source>
        <translation>无法读取的文件及原因</translation>
    </message>
    <message>
        <source>(no class)</source>
        <translation>（无类别）</translation>
    </message>
    <message>
        <source>(unknown)</source>
        <translation>（未知）</translation>
    </message>
    <message>
        <source>… {0} more files</source>
        <translation>… 另有 {0} 个文件</translation>
    </message>
    <message>
        <source>Baseline settings of its own: {0}</source>
        <translation>单独的基线设置：{0}</translation>
    </message>
    <message>
        <source>{0}: only {1} spectra. With fewer than {2}, expect little variety and a verdict that cannot be sure.</source>
        <translation>{0}：只有 {1} 条光谱。少于 {2} 条时，变化会很少，判定也难以确定。</translation>
    </message>
    <message>
        <source>{0}: {1} spectra</source>
        <translation>{0}：{1} 条光谱</translation>
    </message>
</context>
<context>
    <name>ClassPlan</name>
    <message>
        <source>{0}: {1} training spectra are too few to learn from; nothing will be generated.</source>
        <translation>{0}：{1} 条训练光谱太少，无法学习；不会生成光谱。</translation>
    </message>
    <message>
        <source>{0}: a model sees only {1} spectra. Below {2}, expect little variety and a verdict that cannot be sure.</source>
        <translation>{0}：每个模型只能看到 {1} 条光谱。少于 {2} 条时，变化会很少，判定也不会可靠。</translation>
    </message>
    <message>
        <source>{0}: there are fewer groups than folds, so single spectra are held out. The verdict will hold within one specimen only.</source>
        <translation>{0}：组数少于折数，因此按单条光谱留出。判定只在一个样本之内成立。</translation>
    </message>
    <message>
        <source>Nothing is held out, so there will be no verdict on the generated spectra.</source>
        <translation>没有留出光谱，因此不会对生成光谱作出判定。</translation>
    </message>
    <message>
        <source>{0} is as large as the largest class; nothing is added.</source>
        <translation>{0} 与最大的一类一样多；不补充。</translation>
    </message>
    <message>
        <source>{0}: too few spectra to learn from.</source>
        <translation>{0}：光谱太少，无法学习。</translation>
    </message>
    <message>
        <source>{0}: {1} models; each sees at least {2} of the {3} spectra.</source>
        <translation>{0}：{1} 个模型；每个至少看到 {3} 条光谱中的 {2} 条。</translation>
    </message>
</context>
<context>
    <name>ClassPlanTable</name>
    <message>
        <source>What is added to each class</source>
        <extracomment>More rows than this scroll.</extracomment>
        <translation>每个类别增加多少</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现有</translation>
    </message>
    <message>
        <source>+ New</source>
        <translation>+ 新增</translation>
    </message>
    <message>
        <source>= Total</source>
        <translation>= 总数</translation>
    </message>
</context>
<context>
    <name>ClassSettings</name>
    <message>
        <source>The class in view gets baseline settings of its own, beginning with those it has; all other classes keep the common ones. Classes that are corrected differently may be told apart by the correction alone.</source>
        <extracomment>Before the name of a class that has settings of its own, here and in the list of classes. Lines of the table that are shown without scrolling. Pixels of a cell beside its words, and the share of the table that names get at most. Letters of a name that fit into one line of the panel.</extracomment>
        <translation>当前类别使用单独的基线设置，以其现有设置为起点；其他类别沿用共同设置。校正方式不同的类别，可能仅凭校正本身就能被区分。</translation>
    </message>
    <message>
        <source>Copy settings</source>
        <translation>复制设置</translation>
    </message>
    <message>
        <source>Copy baseline settings between classes</source>
        <translation>在类别之间复制基线设置</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Classes and their baseline settings</source>
        <translation>各类别及其基线设置</translation>
    </message>
    <message>
        <source>Separate for {0}</source>
        <translation>{0} 单独设置</translation>
    </message>
    <message>
        <source>all other classes</source>
        <translation>所有其他类别</translation>
    </message>
    <message>
        <source>Take for {0}</source>
        <translation>用于 {0}</translation>
    </message>
    <message>
        <source>the common settings</source>
        <translation>共同设置</translation>
    </message>
    <message>
        <source>those of {0}</source>
        <translation>{0} 的设置</translation>
    </message>
    <message>
        <source>Give those of {0} to</source>
        <translation>将 {0} 的设置用于</translation>
    </message>
    <message>
        <source>all classes, as the common settings</source>
        <translation>所有类别，作为共同设置</translation>
    </message>
    <message>
        <source>(no class)</source>
        <translation>（无类别）</translation>
    </message>
</context>
<context>
    <name>ClassTable</name>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Spectra</source>
        <translation>光谱</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Spacing of points</source>
        <translation>点间距</translation>
    </message>
    <message>
        <source>Look at</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Double click a name to rename the class.</source>
        <translation>双击名称可重命名类别。</translation>
    </message>
    <message>
        <source>pixel</source>
        <translation>像素</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Compare runs</source>
        <translation>比较两次运行</translation>
    </message>
    <message>
        <source>Augmenter to compare with</source>
        <translation>用于比较的生成方法</translation>
    </message>
    <message>
        <source>Class in view</source>
        <translation>所示类别</translation>
    </message>
    <message>
        <source>&amp;Train and compare</source>
        <translation>训练并比较(&amp;T)</translation>
    </message>
    <message>
        <source>Compare with a &amp;file…</source>
        <translation>与文件比较…(&amp;F)</translation>
    </message>
    <message>
        <source>What makes the other generated spectra; each entry says how.</source>
        <translation>另一组生成光谱所用的方法；各选项均有说明。</translation>
    </message>
    <message>
        <source>Class whose figures and scores are shown.</source>
        <translation>显示哪个类别的指标和得分。</translation>
    </message>
    <message>
        <source>Trains the chosen augmenter on the same folds and judges it by the same originals; takes as long as a training.</source>
        <translation>用所选方法在相同的分折上训练，并用同样的原始光谱评判；所需时间与一次训练相同。</translation>
    </message>
    <message>
        <source>Takes the generated spectra of another exported file or project instead of training.</source>
        <translation>不训练，改用另一个已导出文件或项目中的生成光谱。</translation>
    </message>
    <message>
        <source>Trains the chosen augmenter on the same folds, or reads another result made from the same corrected spectra and folds; both are judged by the same held-out originals. The project stays as it is; the other verdict is noted in its record.</source>
        <translation>用同样的折训练所选方法，或读取由相同校正光谱和折得到的另一结果；两者由同样的留出原始光谱评判。项目保持不变；另一判定会记入其记录。</translation>
    </message>
    <message>
        <source>Scores, this run</source>
        <translation>得分，本次运行</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>At work; the foot of the main window shows how far, and cancels.</source>
        <translation>正在进行；主窗口底部显示进度，并可取消。</translation>
    </message>
    <message>
        <source>All classes: &lt;b&gt;{0}&lt;/b&gt; – {1}; &lt;b&gt;{2}&lt;/b&gt; – {3}.</source>
        <translation>全部类别：&lt;b&gt;{0}&lt;/b&gt; – {1}；&lt;b&gt;{2}&lt;/b&gt; – {3}。</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>比较对象</translation>
    </message>
    <message>
        <source>or</source>
        <translation>或</translation>
    </message>
    <message>
        <source>&amp;Class</source>
        <translation>类别(&amp;C)</translation>
    </message>
    <message>
        <source>Figures of both runs</source>
        <translation>两次运行的各项数值</translation>
    </message>
    <message>
        <source>Compare with a file</source>
        <translation>与文件比较</translation>
    </message>
    <message>
        <source>HDF5 (*.h5 *.hdf5 *.nxs *.rgan)</source>
        <translation>HDF5 (*.h5 *.hdf5 *.nxs *.rgan)</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>As real?</source>
        <translation>与真实相当？</translation>
    </message>
    <message>
        <source>Real vs real</source>
        <translation>实测对实测</translation>
    </message>
    <message>
        <source>PC {0} ({1} % of variance)</source>
        <translation>PC {0}（方差的 {1} %）</translation>
    </message>
    <message>
        <source>nothing judged</source>
        <translation>未评判</translation>
    </message>
    <message>
        <source>{0} (and {1} more like it)</source>
        <translation>{0}（另有 {1} 条类似信息）</translation>
    </message>
</context>
<context>
    <name>CorrectPage</name>
    <message>
        <source>Correct</source>
        <extracomment>A slider that has not moved for so long rests, in ms. The process for whole classes starts this long after the page was opened, in ms.</extracomment>
        <translation>校正</translation>
    </message>
    <message>
        <source>Corrects all spectra with these settings, each on its own, and goes on.</source>
        <translation>用这些设置逐条校正全部光谱，然后继续。</translation>
    </message>
    <message>
        <source> – simulated</source>
        <translation> – 模拟数据</translation>
    </message>
    <message>
        <source>{0} of {1} spectra</source>
        <translation>{1} 条光谱中的 {0} 条</translation>
    </message>
    <message>
        <source>The baseline of {0} of the spectra in view did not settle within the allowed number of iterations.</source>
        <translation>所显示光谱中有 {0} 条的基线在允许的迭代次数内未收敛。</translation>
    </message>
    <message>
        <source>Preparing the baseline methods…</source>
        <translation>正在准备基线方法…</translation>
    </message>
    <message>
        <source>The preset holds for all classes; separate settings were given up.</source>
        <translation>预设适用于所有类别；单独设置已取消。</translation>
    </message>
    <message>
        <source>Preset {0}</source>
        <translation>预设 {0}</translation>
    </message>
    <message>
        <source>Leave {0} alone</source>
        <translation>不处理 {0}</translation>
    </message>
    <message>
        <source>Remove spikes of {0}</source>
        <translation>去除 {0} 的尖峰</translation>
    </message>
    <message>
        <source>&amp;Next → Train</source>
        <translation>下一步 → 训练(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Apply to {0} → Train</source>
        <translation>应用于 {0} 条 → 训练(&amp;A)</translation>
    </message>
    <message>
        <source>Applying other settings discards the models and generated spectra.</source>
        <translation>应用其他设置会丢弃模型和生成光谱。</translation>
    </message>
    <message>
        <source>Changed since it was applied.</source>
        <translation>应用之后又有改动。</translation>
    </message>
    <message>
        <source>Applied. The baseline did not settle for {0} spectra: {1}</source>
        <translation>已应用。{0} 条光谱的基线未收敛：{1}</translation>
    </message>
    <message>
        <source>Applied to all spectra.</source>
        <translation>已应用于全部光谱。</translation>
    </message>
    <message>
        <source>Points lie {0} cm⁻¹ apart. This λ was tuned at {1} cm⁻¹; the same curve needs log₁₀ λ = {2} here. Suggest λ looks at the spectra themselves.</source>
        <extracomment>Spacings within these shares of the tuned one need no note.</extracomment>
        <translation>点间距为 {0} cm⁻¹。此 λ 是在 {1} cm⁻¹ 时调定的；此处同样的曲线需要 log₁₀ λ = {2}。“建议 λ”会查看光谱本身。</translation>
    </message>
    <message>
        <source>Resampled: points lie {0} cm⁻¹ apart, {1} cm⁻¹ as measured. A λ tuned before needs log₁₀ λ = {2} here for the same curve.</source>
        <translation>已重采样：点距 {0} cm⁻¹，测量时为 {1} cm⁻¹。此前调好的 λ 在此需要 log₁₀ λ = {2} 才能得到相同的曲线。</translation>
    </message>
</context>
<context>
    <name>CorrectView</name>
    <message>
        <source>Corrected</source>
        <translation>校正后</translation>
    </message>
    <message>
        <source>Drag to move it; drag an edge to change its width; × takes it away.</source>
        <translation>拖动可移动；拖动边缘可改变宽度；点 × 可去掉。</translation>
    </message>
    <message>
        <source>Here the baseline is held to the spectra.</source>
        <translation>在此区域基线贴合光谱。</translation>
    </message>
    <message>
        <source>{0} spectra</source>
        <translation>{0} 条光谱</translation>
    </message>
    <message>
        <source>Raw and baseline</source>
        <extracomment>The highest point this near the mouse, in pixels, is the band that is meant.</extracomment>
        <translation>原始光谱与基线</translation>
    </message>
    <message>
        <source>Raw and baseline: {0}; class: median and 5–95 %</source>
        <translation>原始光谱与基线：{0}；类别：中位数与 5–95 %</translation>
    </message>
    <message>
        <source>Raw and baseline: {0}</source>
        <translation>原始光谱与基线：{0}</translation>
    </message>
    <message>
        <source>Corrected: {0}</source>
        <translation>校正后：{0}</translation>
    </message>
    <message>
        <source>raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>after smoothing</source>
        <translation>平滑后</translation>
    </message>
    <message>
        <source>after spikes and smoothing</source>
        <translation>去尖峰与平滑之后</translation>
    </message>
    <message>
        <source>without spikes</source>
        <translation>去除尖峰后</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>校正后</translation>
    </message>
    <message>
        <source>Corrected: {0} spectra of the class, median and 5–95 %</source>
        <translation>校正后：该类别的 {0} 条光谱，中位数与 5–95 %</translation>
    </message>
    <message>
        <source> – {0} % of the area below zero</source>
        <translation> – 面积的 {0} % 低于零</translation>
    </message>
    <message>
        <source>Corrected: not possible with these settings</source>
        <translation>校正后：这些设置下无法计算</translation>
    </message>
    <message>
        <source>band at {0} {1}, height {2}</source>
        <translation>谱带位于 {0} {1}，高度 {2}</translation>
    </message>
    <message>
        <source>, FWHM {0} {1}</source>
        <translation>，半高宽 {0} {1}</translation>
    </message>
</context>
<context>
    <name>CropRegion</name>
    <message>
        <source>Drag to crop the range</source>
        <translation>拖动以裁剪范围</translation>
    </message>
</context>
<context>
    <name>DataPage</name>
    <message>
        <source>Data</source>
        <extracomment>Axis title of what was measured; files rarely say more about their unit. Spectra are drawn so long after they were read, in ms: first the page opens that is next.</extracomment>
        <translation>数据</translation>
    </message>
    <message>
        <source>&amp;Next → Correct</source>
        <translation>下一步 → 校正(&amp;N)</translation>
    </message>
    <message>
        <source>Goes on to the baselines; nothing is changed yet.</source>
        <translation>转到基线校正；尚不改变任何内容。</translation>
    </message>
    <message>
        <source>{0} spectra as read</source>
        <translation>读入的 {0} 条光谱</translation>
    </message>
    <message>
        <source>{0} evenly chosen of {1} spectra as read</source>
        <translation>读入的 {1} 条光谱中均匀选取的 {0} 条</translation>
    </message>
    <message>
        <source> – simulated</source>
        <translation> – 模拟数据</translation>
    </message>
</context>
<context>
    <name>DataPanel</name>
    <message>
        <source>simulated</source>
        <translation>模拟数据</translation>
    </message>
    <message>
        <source>These spectra were calculated, not measured on any substance.</source>
        <translation>这些光谱是计算得到的，并非对任何物质的测量。</translation>
    </message>
    <message>
        <source>What was done when reading</source>
        <translation>读入时所做的处理</translation>
    </message>
    <message>
        <source>Spectra</source>
        <translation>光谱</translation>
    </message>
    <message>
        <source>Chan&amp;ge {0} spectra</source>
        <translation>修改 {0} 条光谱(&amp;G)</translation>
    </message>
    <message>
        <source>{0} selected in the table “Spectra”.</source>
        <translation>在“光谱”表中选中了 {0} 条。</translation>
    </message>
    <message>
        <source>Select spectra in the table “Spectra” first.</source>
        <translation>请先在“光谱”表中选择光谱。</translation>
    </message>
    <message>
        <source>Class and group</source>
        <translation>类别与分组</translation>
    </message>
    <message>
        <source>Gives the selected spectra this class and group; Ctrl+Z takes it back.</source>
        <translation>把所选光谱归入该类别和分组；Ctrl+Z 可撤销。</translation>
    </message>
    <message>
        <source>C&amp;lass</source>
        <translation>类别(&amp;L)</translation>
    </message>
    <message>
        <source>Substance of the selected spectra.</source>
        <translation>所选光谱的物质。</translation>
    </message>
    <message>
        <source>Gro&amp;up</source>
        <translation>分组(&amp;U)</translation>
    </message>
    <message>
        <source>Specimen or series of measurements. Spectra of one group stay together when some are held out for judging.</source>
        <translation>样品或测量系列。留出光谱用于评判时，同组光谱不会分开。</translation>
    </message>
    <message>
        <source>leave as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>B&amp;y file names…</source>
        <translation>按文件名…(&amp;Y)</translation>
    </message>
    <message>
        <source>Reads classes and groups off the file names by a pattern, shown as you type.</source>
        <translation>按模式从文件名读出类别和分组，边输入边显示。</translation>
    </message>
    <message>
        <source>How files are read</source>
        <translation>文件的读取方式</translation>
    </message>
    <message>
        <source>All spectra are brought to one ascending axis: without a range, to the part that they all cover. Changes here count from the next reading on.</source>
        <translation>所有光谱都换算到同一条递增的横轴：未指定范围时，取全部光谱共有的部分。此处的改动从下次读取起生效。</translation>
    </message>
    <message>
        <source>Read a&amp;gain</source>
        <translation>重新读取(&amp;G)</translation>
    </message>
    <message>
        <source>Reads the same files again with these settings (F5).</source>
        <translation>按这些设置重新读取同样的文件（F5）。</translation>
    </message>
</context>
<context>
    <name>DataView</name>
    <message>
        <source>Spectra as read</source>
        <translation>读入的光谱</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Spectra</source>
        <translation>光谱</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>未读入</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>分布图</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>{0} (! {1} left out)</source>
        <translation>{0}（! {1} 未读入）</translation>
    </message>
    <message>
        <source>{0} (! {1})</source>
        <translation>{0}（! {1}）</translation>
    </message>
</context>
<context>
    <name>DecisionPanel</name>
    <message>
        <source>&amp;Judge accepted (after selection)</source>
        <translation>评判已接受的光谱（挑选之后）(&amp;J)</translation>
    </message>
    <message>
        <source>Makes a second scorecard, of the accepted spectra. They were chosen before they are judged, so the first scorecard stays the verdict.</source>
        <translation>对已接受的光谱做第二张评分表。它们在评判之前已经过挑选，因此判定仍以第一张评分表为准。</translation>
    </message>
    <message>
        <source>&amp;Refill the quota</source>
        <translation>补足数量(&amp;R)</translation>
    </message>
    <message>
        <source>Draws from the trained models as many spectra as are missing after rejections. They come undecided, at their places in the list; Ctrl+Z takes them away again.</source>
        <translation>从训练好的模型再抽取因拒绝而缺少的光谱。它们为未决定状态，位于列表中相应位置；Ctrl+Z 可撤回。</translation>
    </message>
    <message>
        <source>&amp;Blind test…</source>
        <translation>盲测…(&amp;B)</translation>
    </message>
    <message>
        <source>Shows measured and generated spectra of the class one by one; you say which is which. The result goes into the file.</source>
        <translation>逐条显示该类别的实测光谱和生成光谱，由您判断。结果写入文件。</translation>
    </message>
    <message>
        <source>All classes: {0} undecided · {1} accepted · {2} rejected ({3})</source>
        <translation>全部类别：{0} 未决定 · {1} 已接受 · {2} 已拒绝（{3}）</translation>
    </message>
    <message>
        <source>No spectrum is selected.</source>
        <translation>未选中光谱。</translation>
    </message>
    <message>
        <source>the plausibility filter passes it</source>
        <translation>通过合理性过滤</translation>
    </message>
    <message>
        <source>Spectrum {0} of {1}, score {2}: {3}</source>
        <translation>第 {0} 条，共 {1} 条，得分 {2}：{3}</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Keep the selected spectra.</source>
        <translation>保留所选光谱。</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Leave the selected spectra out.</source>
        <translation>不采用所选光谱。</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>不决定</translation>
    </message>
    <message>
        <source>Take the decision back.</source>
        <translation>撤回决定。</translation>
    </message>
    <message>
        <source>Previous spectrum</source>
        <translation>上一条光谱</translation>
    </message>
    <message>
        <source>Go one up in the list.</source>
        <translation>在列表中上移一条。</translation>
    </message>
    <message>
        <source>Next spectrum</source>
        <translation>下一条光谱</translation>
    </message>
    <message>
        <source>Go one down in the list.</source>
        <translation>在列表中下移一条。</translation>
    </message>
    <message>
        <source>Least plausible first</source>
        <translation>最不合理的在前</translation>
    </message>
    <message>
        <source>{0} {1} ({2})</source>
        <translation>{0} {1}（{2}）</translation>
    </message>
</context>
<context>
    <name>DifferenceView</name>
    <message>
        <source>Generated less original mean, with its band</source>
        <extracomment>Share of the originals at either end of their range that is chosen by a drag.</extracomment>
        <translation>生成均值减原始均值，带置信带</translation>
    </message>
    <message>
        <source>Drag over a range with Shift, or with the rectangle chosen above, to choose the spectra that lie highest and lowest in it: beyond 5 % and 95 % of the originals.</source>
        <translation>按住 Shift 或选用上方的矩形工具拖过一个范围，可选出其中最高和最低的光谱：超出原始光谱 5 % 和 95 % 分位数者。</translation>
    </message>
    <message>
        <source>At least two spectra of each kind are needed for a difference of means.</source>
        <translation>计算均值差至少需要每种两条光谱。</translation>
    </message>
    <message>
        <source>Generated − original intensity</source>
        <translation>生成 − 原始 强度</translation>
    </message>
    <message>
        <source>difference of means, 95 % band</source>
        <translation>均值差，95 % 带</translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>无差异</translation>
    </message>
    <message>
        <source>As drawn, before review. Zero is outside the band at {0} of the points (5 % by chance), outside the wider band for all points together at {1} points.</source>
        <translation>按抽取时的状态，审查之前。有 {0} 的点零在带外（偶然为 5 %），有 {1} 个点在所有点的联合宽带之外。</translation>
    </message>
    <message>
        <source>Welch&apos;s interval of the difference at each point by itself; the band for all points together is wider (Bonferroni), and measured spectra leave it in one case of twenty.</source>
        <translation>逐点均值差的 Welch 区间；所有点的联合带更宽（Bonferroni），实测光谱每二十次有一次超出。</translation>
    </message>
</context>
<context>
    <name>Document</name>
    <message>
        <source>RamanGAN</source>
        <translation>RamanGAN</translation>
    </message>
    <message>
        <source> (simulated data)</source>
        <translation>（模拟数据）</translation>
    </message>
</context>
<context>
    <name>DosePlot</name>
    <message>
        <source>Accuracy against the number of generated spectra</source>
        <extracomment>Symbol and style of line of each classifier, so that colour is never alone. How far the second curve stands aside, so that intervals do not hide one another. Part of the range of the curves that is free below and above them.</extracomment>
        <translation>准确率随生成光谱数的变化</translation>
    </message>
    <message>
        <source>Generated per measured training spectrum</source>
        <translation>每条实测训练光谱对应的生成数</translation>
    </message>
    <message>
        <source>Balanced accuracy / %</source>
        <translation>平衡准确率/%</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>1-D network</source>
        <translation>一维网络</translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Drop spectra here</source>
        <translation>把光谱拖到这里</translation>
    </message>
    <message>
        <source>Files or a whole folder. A folder of folders: each one is a substance (class). Files stay where they are and are never changed.</source>
        <translation>文件或整个文件夹。含有子文件夹时，每个子文件夹为一种物质（类别）。文件留在原处，绝不会被改动。</translation>
    </message>
    <message>
        <source>Opened lately:</source>
        <translation>最近打开：</translation>
    </message>
    <message>
        <source>Ope&amp;n files…</source>
        <translation>打开文件…(&amp;N)</translation>
    </message>
    <message>
        <source>Spectra of any format, or a project.</source>
        <translation>任何格式的光谱，或一个项目。</translation>
    </message>
    <message>
        <source>Open fol&amp;der…</source>
        <translation>打开文件夹…(&amp;D)</translation>
    </message>
    <message>
        <source>All spectra in a folder and the folders in it.</source>
        <translation>一个文件夹及其子文件夹中的全部光谱。</translation>
    </message>
    <message>
        <source>No spectra at hand? Open a sample set:</source>
        <translation>手头没有光谱？打开示例数据：</translation>
    </message>
    <message>
        <source>Open sample set &amp;{0}</source>
        <translation>打开示例数据 &amp;{0}</translation>
    </message>
    <message>
        <source>Open sample set: {0}</source>
        <translation>打开示例数据：{0}</translation>
    </message>
    <message>
        <source>Take the to&amp;ur</source>
        <translation>开始导览(&amp;U)</translation>
    </message>
    <message>
        <source>Opens the first sample set and explains one page after another.</source>
        <translation>打开第一个示例数据并逐页讲解。</translation>
    </message>
    <message>
        <source>Five steps on this window, with the first sample set.</source>
        <translation>在此窗口中用第一组示例数据走五步。</translation>
    </message>
    <message>
        <source>Open {0} again</source>
        <translation>再次打开 {0}</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>RamanGAN</source>
        <translation>RamanGAN</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copies everything said here, with the details.</source>
        <translation>复制这里的全部内容及详细信息。</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>详细信息(&amp;D)</translation>
    </message>
    <message>
        <source>The computer has run out of memory.</source>
        <translation>计算机内存不足。</translation>
    </message>
    <message>
        <source>Close other programs, or work with fewer spectra at a time.</source>
        <translation>请关闭其他程序，或减少每次处理的光谱。</translation>
    </message>
    <message>
        <source>Something went wrong inside the program ({0}).</source>
        <translation>程序内部出错（{0}）。</translation>
    </message>
    <message>
        <source>What you have loaded is unchanged. Try again; if it happens again, copy the details and send them to the developers.</source>
        <translation>已读入的内容没有改变。请再试一次；若再次发生，请复制详细信息并发给开发者。</translation>
    </message>
</context>
<context>
    <name>ExportAdvice</name>
    <message>
        <source>The recipe was changed after it was applied; the file will hold what it gave before. To have the change in the file, apply it on the Correct page first.</source>
        <translation>校正步骤在应用之后有改动；文件将保存改动前的校正结果。若要把改动写入文件，请先在校正页应用。</translation>
    </message>
    <message>
        <source>Nothing was generated; the file will hold corrected spectra only.</source>
        <translation>没有生成光谱；文件只含校正后的光谱。</translation>
    </message>
    <message>
        <source>No generated spectrum is accepted yet, so the file will hold originals only. Accept some on the Review page.</source>
        <translation>尚未接受任何生成光谱，因此文件只含原始光谱。请在“审查”页接受一些。</translation>
    </message>
    <message>
        <source>{0}: the verdict is “{1}”. {2}</source>
        <translation>{0}：判定为“{1}”。{2}</translation>
    </message>
    <message>
        <source>There is no verdict on the generated spectra.</source>
        <translation>对生成光谱没有判定。</translation>
    </message>
</context>
<context>
    <name>ExportPage</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Save &amp;report…</source>
        <translation>保存报告…(&amp;R)</translation>
    </message>
    <message>
        <source>Data, recipe, training curves, spectra, PCA, verdict and review as one HTML file or as PDF, for whoever has to judge the data.</source>
        <translation>把数据、校正步骤、训练曲线、光谱、PCA、判定和审查写成一个 HTML 文件或 PDF，供需要评价数据的人阅读。</translation>
    </message>
    <message>
        <source>&amp;Copy Python snippet</source>
        <translation>复制 Python 代码(&amp;C)</translation>
    </message>
    <message>
        <source>Open fol&amp;der</source>
        <translation>打开文件夹(&amp;D)</translation>
    </message>
    <message>
        <source>Puts lines on the clipboard that read the file in Python.</source>
        <translation>把在 Python 中读取该文件的几行代码放到剪贴板。</translation>
    </message>
    <message>
        <source>Shows the folder of the file in the file manager.</source>
        <translation>在文件管理器中显示该文件所在的文件夹。</translation>
    </message>
    <message>
        <source>Save augmented set</source>
        <translation>保存扩增数据集</translation>
    </message>
    <message>
        <source>HDF5 (*.h5 *.hdf5 *.nxs)</source>
        <translation>HDF5 (*.h5 *.hdf5 *.nxs)</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>HTML (*.html);;PDF (*.pdf)</source>
        <translation>HTML (*.html);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>替换文件？</translation>
    </message>
    <message>
        <source>{0} exists already. Replace it?</source>
        <translation>{0} 已存在。要替换吗？</translation>
    </message>
    <message>
        <source>Replace the files?</source>
        <translation>要替换这些文件吗？</translation>
    </message>
    <message>
        <source>These files exist already. Replace them?</source>
        <translation>这些文件已存在。要替换它们吗？</translation>
    </message>
    <message>
        <source>What goes into the file</source>
        <translation>写入文件的内容</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>模拟数据</translation>
    </message>
    <message>
        <source>Python lines that read the file</source>
        <translation>读取该文件的 Python 代码</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>已写入</translation>
    </message>
    <message>
        <source>The HDF5 file holds the originals, raw and corrected, and the accepted generated spectra as the data to train on; the rejected ones apart, with their reasons; the scorecard, the loss curves, every parameter, versions and the checksum of each input file. Undecided spectra are kept, but not among the data to train on.&lt;br&gt;&lt;br&gt;Each spectrum carries the fold it belongs to: test on the originals of a fold only what was trained on other originals and on generated spectra of that same fold.</source>
        <translation>HDF5 文件包含原始光谱（校正前后）和已接受的生成光谱，作为训练数据；被拒绝的光谱另存并注明原因；还有评分表、损失曲线、全部参数、版本以及每个输入文件的校验和。未决定的光谱也保留，但不在训练数据之中。&lt;br&gt;&lt;br&gt;每条光谱都带有所属的折号：用某一折的原始光谱测试时，只能用其他原始光谱和同一折的生成光谱训练。</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>What the file holds</source>
        <translation>文件包含什么</translation>
    </message>
    <message>
        <source>Asks for a name, writes the file, and compares it with what is here.</source>
        <translation>询问文件名，写入文件，并与这里的内容比较。</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>正在写入…</translation>
    </message>
    <message>
        <source>S&amp;ave…</source>
        <translation>保存…(&amp;A)</translation>
    </message>
    <message>
        <source>Nothing to save yet: correct the spectra first.</source>
        <translation>还没有可保存的内容：请先校正光谱。</translation>
    </message>
    <message>
        <source>Something else is running; wait for it or cancel it.</source>
        <translation>另一项工作正在进行；请等待或取消。</translation>
    </message>
    <message>
        <source>After writing, the file is opened again and compared with what is here.</source>
        <translation>写入后会重新打开文件，并与这里的内容比较。</translation>
    </message>
    <message>
        <source>✓ Written, read back and checked: {0} ({1})</source>
        <translation>✓ 已写入、读回并核对：{0}（{1}）</translation>
    </message>
    <message>
        <source>✓ Written: {0}</source>
        <translation>✓ 已写入：{0}</translation>
    </message>
    <message>
        <source>Report written: {0}</source>
        <translation>报告已写入：{0}</translation>
    </message>
    <message>
        <source>The Python snippet is on the clipboard.</source>
        <translation>Python 代码已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>ExportTable</name>
    <message>
        <source>What goes into the file</source>
        <translation>写入文件的内容</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>不决定</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>For training</source>
        <translation>可用于训练</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Measured and accepted spectra together.</source>
        <translation>实测光谱与已接受光谱之和。</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>模拟</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>Nothing was generated for this class.</source>
        <translation>该类别没有生成光谱。</translation>
    </message>
</context>
<context>
    <name>FastLoops</name>
    <message>
        <source>Preparing the fast baseline method; until then the slower one is used.</source>
        <extracomment>How often to look whether the compiler has ended, in ms; it takes many seconds.</extracomment>
        <translation>正在准备快速基线方法；在此之前使用较慢的方法。</translation>
    </message>
    <message>
        <source>The slower baseline method is used: the fast one cannot be kept, because {0} cannot be written.</source>
        <translation>使用较慢的基线方法：无法写入 {0}，因此无法保存快速方法。</translation>
    </message>
</context>
<context>
    <name>FiguresTable</name>
    <message>
        <source>Figures of the class</source>
        <extracomment>Least width of the names, in letters; below it the table is scrolled instead.</extracomment>
        <translation>该类别的各项数值</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Real vs real</source>
        <translation>实测对实测</translation>
    </message>
    <message>
        <source>As real?</source>
        <translation>与真实相当？</translation>
    </message>
    <message>
        <source>What measured spectra of this class score against each other at this number: 5 to 95 % of random re-splits of your own originals.</source>
        <translation>在此数量下，该类别实测光谱彼此比较所得：对您自己的原始光谱随机再划分，取 5 至 95 %。</translation>
    </message>
    <message>
        <source>By little: {0}</source>
        <translation>略微：{0}</translation>
    </message>
    <message>
        <source>Choose a figure to read what it means. By chance alone one in ten is outside its range; the verdict allows for that.</source>
        <translation>选择一个数值以了解其含义。仅凭偶然，十个数值中也有一个超出范围；判定已考虑到这一点。</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>✓ yes</source>
        <translation>✓ 是</translation>
    </message>
    <message>
        <source>! nearly</source>
        <translation>! 接近</translation>
    </message>
    <message>
        <source>✗ no</source>
        <translation>✗ 否</translation>
    </message>
    <message>
        <source>? too few</source>
        <translation>? 太少</translation>
    </message>
</context>
<context>
    <name>FileJobs</name>
    <message>
        <source>The spectra were changed meanwhile; the names were not read.</source>
        <translation>光谱在此期间有改动；未读取名称。</translation>
    </message>
    <message>
        <source>No file name fits the pattern; nothing was changed.</source>
        <translation>没有文件名符合该模式；未作改动。</translation>
    </message>
    <message>
        <source>Reading file names</source>
        <translation>正在读取文件名</translation>
    </message>
    <message>
        <source>Looking at {0}</source>
        <translation>正在查看 {0}</translation>
    </message>
</context>
<context>
    <name>FileTable</name>
    <message>
        <source>How it is &amp;read…</source>
        <translation>读取方式…(&amp;R)</translation>
    </message>
    <message>
        <source>Shows the chosen file with what was read from it and what it says about the measurement; delimiter, decimal sign, rows or columns and unit can be changed.</source>
        <translation>显示所选文件、读出的内容和文件中的测量信息；可修改分隔符、小数点、行或列以及单位。</translation>
    </message>
    <message>
        <source>&amp;Copy list</source>
        <translation>复制列表(&amp;C)</translation>
    </message>
    <message>
        <source>Copies the table as text, for a note or a mail.</source>
        <translation>把表格复制为文本，便于记录或邮件。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What is in it, or why it was left out</source>
        <translation>文件内容，或未读入的原因</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Files read: {0}, left out: {1}</source>
        <translation>读入文件：{0}，未读入：{1}</translation>
    </message>
    <message>
        <source>✗ left out</source>
        <translation>✗ 未读入</translation>
    </message>
    <message>
        <source>{0} × {1} points</source>
        <translation>{0} × {1} 点</translation>
    </message>
    <message>
        <source>✓ read</source>
        <translation>✓ 已读入</translation>
    </message>
</context>
<context>
    <name>GeneratedList</name>
    <message>
        <source>Generated spectra, least plausible first</source>
        <translation>生成光谱，最不合理的在前</translation>
    </message>
    <message>
        <source>✓ accepted</source>
        <translation>✓ 已接受</translation>
    </message>
</context>
<context>
    <name>GeneratedModel</name>
    <message>
        <source>Decision</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>过滤</translation>
    </message>
    <message>
        <source>What you decided.</source>
        <translation>您的决定。</translation>
    </message>
    <message>
        <source>Plausibility: 1 is best, below 0 is implausible.</source>
        <translation>合理性：1 最好，小于 0 为不合理。</translation>
    </message>
    <message>
        <source>What the plausibility filter objects to. Its limits come from the training originals.</source>
        <translation>合理性过滤所反对之处。其界限来自训练用原始光谱。</translation>
    </message>
    <message>
        <source>passes</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>The plausibility filter has nothing against it.</source>
        <translation>合理性过滤没有异议。</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>未决定</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
</context>
<context>
    <name>GrowthPlot</name>
    <message>
        <source>Generated, nearest originals</source>
        <extracomment>So many pairs can be told apart in the room there is.</extracomment>
        <translation>生成光谱与最近的原始光谱</translation>
    </message>
    <message>
        <source>Generated spectra appear here as soon as a model learns.</source>
        <translation>模型开始学习后，生成的光谱会显示在这里。</translation>
    </message>
    <message>
        <source>Intensity, shifted apart</source>
        <translation>强度（错开显示）</translation>
    </message>
    <message>
        <source>nearest original</source>
        <translation>最近的原始光谱</translation>
    </message>
    <message>
        <source>generated</source>
        <translation>生成</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>&lt;h2&gt;RamanGAN {0}&lt;/h2&gt;&lt;p&gt;From a few measured Raman spectra to a balanced training set whose quality is known: baseline correction, WGAN-GP, honest judgement, HDF5.&lt;/p&gt;&lt;p&gt;MIT licence. It runs on this computer alone and sends nothing anywhere.&lt;/p&gt;&lt;p&gt;It stands on the following; Qt is used under the LGPL v3, as libraries that can be replaced:&lt;/p&gt;</source>
        <translation>&lt;h2&gt;RamanGAN {0}&lt;/h2&gt;&lt;p&gt;由少量实测拉曼光谱得到质量已知的均衡训练集：基线校正、WGAN-GP、如实评判、HDF5。&lt;/p&gt;&lt;p&gt;MIT 许可证。程序只在本机运行，不向任何地方发送数据。&lt;/p&gt;&lt;p&gt;程序建立在以下软件之上；Qt 按 LGPL v3 使用，为可替换的库：&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>HelpDesk</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About RamanGAN</source>
        <translation>关于 RamanGAN</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>RamanGAN help</source>
        <extracomment>Pages in the order of the list; ``resources/help/LANGUAGE/KEY.html``. Language whose pages are always complete.</extracomment>
        <translation>RamanGAN 帮助</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Help text</source>
        <translation>帮助内容</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>1 Data</source>
        <translation>1 数据</translation>
    </message>
    <message>
        <source>2 Correct</source>
        <translation>2 校正</translation>
    </message>
    <message>
        <source>3 Train</source>
        <translation>3 训练</translation>
    </message>
    <message>
        <source>4 Review</source>
        <translation>4 审查</translation>
    </message>
    <message>
        <source>5 Export</source>
        <translation>5 导出</translation>
    </message>
    <message>
        <source>What is wrong with my spectra?</source>
        <translation>我的光谱有什么问题？</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>术语表</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Histogram</source>
        <extracomment>Part of the values at each end that may lie outside the plot, so that one stray does not rule.</extracomment>
        <translation>直方图</translation>
    </message>
    <message>
        <source>Spectra / %</source>
        <translation>光谱/%</translation>
    </message>
    <message>
        <source>{0} {1} to {2} {3}: {4} % of originals, {5} % of generated</source>
        <translation>{0} {1} 至 {2} {3}：原始的 {4} %，生成的 {5} %</translation>
    </message>
</context>
<context>
    <name>JobOwner</name>
    <message>
        <source>{0} is still running, and what it has done would be lost.</source>
        <extracomment>Modules that the worker loads at its start, so that training does not wait for them.</extracomment>
        <translation>“{0}”仍在进行，已完成的部分将会丢失。</translation>
    </message>
    <message>
        <source>Wait for it, or cancel it first.</source>
        <translation>请等待，或先取消它。</translation>
    </message>
</context>
<context>
    <name>JobRunner</name>
    <message>
        <source>{0} is still running.</source>
        <translation>“{0}”仍在进行。</translation>
    </message>
    <message>
        <source>Wait for it, or cancel it first.</source>
        <translation>请等待，或先取消它。</translation>
    </message>
    <message>
        <source>{0}: cancelled, nothing was changed.</source>
        <translation>{0}：已取消，没有任何改变。</translation>
    </message>
</context>
<context>
    <name>LanguageMenu</name>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>Like the &amp;system</source>
        <translation>与系统相同(&amp;S)</translation>
    </message>
    <message>
        <source>RamanGAN speaks the new language from its next start on.</source>
        <translation>RamanGAN 从下次启动起使用新的语言。</translation>
    </message>
</context>
<context>
    <name>LeftOutTable</name>
    <message>
        <source>&amp;How it is read…</source>
        <translation>读取方式…(&amp;H)</translation>
    </message>
    <message>
        <source>Shows the chosen file, and lets you change how it is read.</source>
        <translation>显示所选文件，并可修改读取方式。</translation>
    </message>
    <message>
        <source>&amp;Copy list</source>
        <translation>复制列表(&amp;C)</translation>
    </message>
    <message>
        <source>Copies the list as text, for a note or a mail.</source>
        <translation>把列表复制为文本，便于记录或邮件。</translation>
    </message>
    <message>
        <source>Sa&amp;ve list…</source>
        <translation>保存列表…(&amp;V)</translation>
    </message>
    <message>
        <source>Saves the list as a table (CSV).</source>
        <translation>把列表保存为表格（CSV）。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Why it was left out</source>
        <translation>未读入的原因</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处理办法</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>未读入</translation>
    </message>
    <message>
        <source>Not in the set, with the reason:</source>
        <translation>未进入数据集的内容及原因：</translation>
    </message>
    <message>
        <source>Nothing was left out.</source>
        <translation>没有遗漏。</translation>
    </message>
    <message>
        <source>Save list</source>
        <translation>保存列表</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
</context>
<context>
    <name>LimitsTable</name>
    <message>
        <source>Limits of the training originals</source>
        <translation>采用训练原始光谱的界限</translation>
    </message>
    <message>
        <source>Takes back every limit of this class that was moved.</source>
        <translation>撤回该类别所有移动过的界限。</translation>
    </message>
    <message>
        <source>Limits of the plausibility filter</source>
        <translation>合理性过滤的界限</translation>
    </message>
    <message>
        <source>Implausible because</source>
        <translation>不合理的原因</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>通常</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>界限</translation>
    </message>
    <message>
        <source>Objects to</source>
        <translation>被否决</translation>
    </message>
    <message>
        <source>Limit: {0}</source>
        <translation>界限：{0}</translation>
    </message>
    <message>
        <source>Repeats a training spectrum</source>
        <translation>与某条训练光谱重复</translation>
    </message>
    <message>
        <source>always implausible</source>
        <translation>总是不合理</translation>
    </message>
    <message>
        <source>no such peak</source>
        <translation>没有该峰</translation>
    </message>
    <message>
        <source>{0} The training originals give {1} {2}.</source>
        <translation>{0} 训练原始光谱给出 {1} {2}。</translation>
    </message>
    <message>
        <source>Nothing was generated, so there is nothing to limit.</source>
        <translation>没有生成任何光谱，因此没有可限制的内容。</translation>
    </message>
    <message>
        <source>There are too few training originals for limits; only copies are found.</source>
        <translation>训练原始光谱太少，无法设定界限；只能发现复制。</translation>
    </message>
    <message>
        <source>{0} of {1} spectra of this class are implausible (all folds). Limits come from training originals; those moved by hand are bold and recorded in the file.</source>
        <translation>该类别 {1} 条光谱中有 {0} 条不合理（所有折）。界限来自训练原始光谱；手动移动过的以粗体显示，并记录在文件中。</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Negative critic loss</source>
        <extracomment>Narrower than this, in pixels, two plots side by side have no room for their titles. Which curve is drawn where (0 left, 1 right), in which of the theme&apos;s colours, and how. Widest smoothing, in recorded points. Iterations in view, at least.</extracomment>
        <translation>负评判损失</translation>
    </message>
    <message>
        <source>Penalty and other losses</source>
        <translation>惩罚项与其他损失</translation>
    </message>
    <message>
        <source>Iteration (warm start first)</source>
        <translation>迭代次数（预热在前）</translation>
    </message>
    <message>
        <source>training spectra</source>
        <translation>训练光谱</translation>
    </message>
    <message>
        <source>validation spectra</source>
        <translation>验证光谱</translation>
    </message>
    <message>
        <source>Smoothing of the loss curves</source>
        <translation>损失曲线的平滑</translation>
    </message>
    <message>
        <source>Averages neighbouring points; the curves as recorded stay faintly visible.</source>
        <translation>对相邻点取平均；原始曲线仍以浅色显示。</translation>
    </message>
    <message>
        <source>Smoothi&amp;ng</source>
        <translation>平滑(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Log axis</source>
        <translation>对数轴(&amp;L)</translation>
    </message>
    <message>
        <source>Logarithmic loss axis</source>
        <translation>损失的对数轴</translation>
    </message>
    <message>
        <source>Logarithmic on both sides of zero, so that large and small values show.</source>
        <translation>零的两侧均取对数，大小数值都能看到。</translation>
    </message>
    <message>
        <source>How to read it: the negative critic loss says how well the critic tells generated from measured spectra; it should fall and settle. Training and validation should stay together; validation far below means that the critic learns by heart. Few validation spectra lie off by chance. The generator loss alone means nothing.</source>
        <translation>如何阅读：负评判损失表示评判网络区分生成与实测光谱的能力，应当下降并趋于平稳。训练与验证应保持一致；验证远低于训练说明评判网络在死记。验证光谱很少时会随机偏离。单看生成损失没有意义。</translation>
    </message>
    <message numerus="yes">
        <source>%n points</source>
        <translation>
            <numerusform>%n 个点</numerusform>
        </translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>RamanGAN</source>
        <translation>RamanGAN</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>校正</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审查</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>MapPicture</name>
    <message>
        <source>x / µm</source>
        <extracomment>How dark places outside the selection become, 0 to 255.</extracomment>
        <translation>x/µm</translation>
    </message>
    <message>
        <source>y / µm</source>
        <translation>y/µm</translation>
    </message>
    <message>
        <source>Picture of the map</source>
        <translation>分布图</translation>
    </message>
    <message>
        <source>Drag to draw a region; with Shift it adds to the selection. Click a square to see its spectrum.</source>
        <translation>拖动可画出区域；按住 Shift 可加到选择中。点击方块可查看其光谱。</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Map</source>
        <translation>分布图</translation>
    </message>
    <message>
        <source>Which of the maps that were read is shown.</source>
        <translation>显示所读入的哪一幅分布图。</translation>
    </message>
    <message>
        <source>&amp;Free-hand region</source>
        <translation>手绘区域(&amp;F)</translation>
    </message>
    <message>
        <source>Draw regions free-hand instead of as rectangles.</source>
        <translation>手绘区域而不是画矩形。</translation>
    </message>
    <message>
        <source>name of the class</source>
        <translation>类别名称</translation>
    </message>
    <message>
        <source>Class of the region</source>
        <translation>区域的类别</translation>
    </message>
    <message>
        <source>Name of the class that the spectra of the drawn region will have.</source>
        <translation>所画区域中的光谱将归入的类别名称。</translation>
    </message>
    <message>
        <source>Make region a &amp;class</source>
        <translation>把区域设为类别(&amp;C)</translation>
    </message>
    <message>
        <source>Gives the selected spectra this class; undo takes it back.</source>
        <translation>把所选光谱归入该类别；可撤销。</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>mean intensity, {0} – {1} {2}</source>
        <translation>平均强度，{0} – {1} {2}</translation>
    </message>
    <message>
        <source>{0} spectra selected.</source>
        <translation>已选择 {0} 条光谱。</translation>
    </message>
    <message>
        <source>Drag over the picture to select a region.</source>
        <translation>在图上拖动以选择区域。</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Go to a page</source>
        <translation>转到某页</translation>
    </message>
    <message>
        <source>Correct page: previous, next spectrum</source>
        <translation>校正页：上一条、下一条光谱</translation>
    </message>
    <message>
        <source>Train page: pause, go on</source>
        <translation>训练页：暂停、继续</translation>
    </message>
    <message>
        <source>Review page: accept, reject, undecided</source>
        <translation>审查页：接受、拒绝、不决定</translation>
    </message>
    <message>
        <source>Shift, Ctrl + drag</source>
        <translation>Shift、Ctrl + 拖动</translation>
    </message>
    <message>
        <source>Review page: rectangle, lasso</source>
        <translation>审查页：矩形、套索</translation>
    </message>
    <message>
        <source>Right click</source>
        <translation>右键单击</translation>
    </message>
    <message>
        <source>In a plot: save or copy it</source>
        <translation>在图中：保存或复制</translation>
    </message>
    <message>
        <source>Review page: previous, next spectrum</source>
        <translation>审查页：上一条、下一条光谱</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>In a plot: show everything</source>
        <translation>在图中：显示全部</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>打开文件夹…(&amp;F)</translation>
    </message>
    <message>
        <source>Open &amp;sample set</source>
        <translation>打开示例数据(&amp;S)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Open files or project…</source>
        <translation>打开文件或项目…(&amp;O)</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格键</translation>
    </message>
    <message>
        <source>&amp;Save project</source>
        <translation>保存项目(&amp;S)</translation>
    </message>
    <message>
        <source>One file with everything at hand: spectra, models, decisions.</source>
        <translation>一个文件包含现有的一切：光谱、模型、决定。</translation>
    </message>
    <message>
        <source>Save project &amp;as…</source>
        <translation>项目另存为…(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出…(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Forget these</source>
        <translation>清除这些记录(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;List of classes and files</source>
        <translation>类别与文件列表(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Spectra</source>
        <translation>光谱(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Change class or group…</source>
        <translation>修改类别或分组…(&amp;C)</translation>
    </message>
    <message>
        <source>Select spectra in the table of the Data page, then change them.</source>
        <translation>在数据页的表中选择光谱，然后修改。</translation>
    </message>
    <message>
        <source>Read the files &amp;again</source>
        <translation>重新读取文件(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Apply the correction to all</source>
        <translation>对全部光谱应用校正(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Start training</source>
        <translation>开始训练(&amp;S)</translation>
    </message>
    <message>
        <source>Stop and &amp;keep the best</source>
        <translation>停止并保留最佳(&amp;K)</translation>
    </message>
    <message>
        <source>Ends the training now; the best models so far are used.</source>
        <translation>立即结束训练，使用目前最好的模型。</translation>
    </message>
    <message>
        <source>&amp;Cancel what is running</source>
        <translation>取消正在进行的工作(&amp;C)</translation>
    </message>
    <message>
        <source>Stops the work and drops its result.</source>
        <translation>停止工作并丢弃其结果。</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>审查(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Accept plausible</source>
        <translation>接受合理光谱(&amp;A)</translation>
    </message>
    <message>
        <source>Accepts undecided spectra that pass the filters, rejects the others.</source>
        <translation>接受通过过滤的未决定光谱，拒绝其余。</translation>
    </message>
    <message>
        <source>&amp;Judge the accepted spectra</source>
        <translation>评判已接受的光谱(&amp;J)</translation>
    </message>
    <message>
        <source>A second scorecard, marked “after selection”. The verdict stays.</source>
        <translation>第二张评分表，标为“挑选之后”。判定不变。</translation>
    </message>
    <message>
        <source>&amp;Blind test…</source>
        <translation>盲测…(&amp;B)</translation>
    </message>
    <message>
        <source>Measured or generated? Spectra one by one; the result is recorded.</source>
        <translation>实测还是生成？逐条判断光谱；结果会被记录。</translation>
    </message>
    <message>
        <source>&amp;Compare runs…</source>
        <translation>比较两次运行…(&amp;C)</translation>
    </message>
    <message>
        <source>Another augmenter, or another result, on the same held-out originals.</source>
        <translation>用同样的留出光谱比较另一种方法或另一结果。</translation>
    </message>
    <message>
        <source>&amp;Use for a classifier…</source>
        <translation>用于分类器…(&amp;U)</translation>
    </message>
    <message>
        <source>Whether training with generated spectra names held-out ones better.</source>
        <translation>用生成光谱训练能否更好地识别留出光谱。</translation>
    </message>
    <message>
        <source>T&amp;ools</source>
        <translation>工具(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Copy diagnostics</source>
        <translation>复制诊断信息(&amp;C)</translation>
    </message>
    <message>
        <source>Versions and the last lines of the log, for the developers. No spectra, no names; nothing is sent.</source>
        <translation>版本和日志的最后几行，供开发者使用。不含光谱和姓名；不会发送任何内容。</translation>
    </message>
    <message>
        <source>Open the folder of &amp;log files</source>
        <translation>打开日志文件夹(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Help on &amp;this page</source>
        <translation>本页说明(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>概览(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;What is wrong with my spectra?</source>
        <translation>我的光谱有什么问题？(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Glossary</source>
        <translation>术语表(&amp;G)</translation>
    </message>
    <message>
        <source>Guided to&amp;ur</source>
        <translation>导览(&amp;U)</translation>
    </message>
    <message>
        <source>Five steps on this window; an empty window opens a sample set for it.</source>
        <translation>在此窗口中走五步；空窗口会为此打开一组示例数据。</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About RamanGAN</source>
        <translation>关于 RamanGAN(&amp;A)</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Classes and groups by file names</source>
        <extracomment>File names shown; more would take longer than a key press may. Patterns to start from. Classes listed with their counts.</extracomment>
        <translation>由文件名得到类别和分组</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>{class} and {group} take the text at their place, {number} digits, * anything; each as little as possible. With / the folders count too. The ending of the file name does not count.</source>
        <translation>{class} 和 {group} 取所在位置的文字，{number} 取数字，* 取任意内容；各取尽可能短。带 / 时也包括文件夹。文件扩展名不计。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>File names with class and group</source>
        <translation>文件名及其类别和分组</translation>
    </message>
    <message>
        <source>&amp;Apply to all files ({0})</source>
        <translation>应用于全部文件（{0}）(&amp;A)</translation>
    </message>
    <message>
        <source>Gives the spectra the classes and groups shown; files that do not fit keep theirs.</source>
        <translation>按所示归入类别和分组；不符合模式的文件保持不变。</translation>
    </message>
    <message>
        <source>Write {class} where the substance stands in the names and {group} where the specimen does; replicates of one specimen share a group and stay together.</source>
        <translation>在名称中物质所在处写 {class}，样品所在处写 {group}；同一样品的重复测量同属一组，不会分开。</translation>
    </message>
    <message>
        <source>Examples:</source>
        <translation>示例：</translation>
    </message>
    <message>
        <source>Pattern {0}</source>
        <translation>模式 {0}</translation>
    </message>
    <message>
        <source>Writes this pattern into the field, to be changed there.</source>
        <translation>把该模式写入输入框，可在那里修改。</translation>
    </message>
    <message>
        <source>{0} of {1} names fit.</source>
        <translation>{1} 个名称中有 {0} 个符合。</translation>
    </message>
    <message>
        <source>{0} of the first {1} names fit.</source>
        <translation>前 {1} 个名称中有 {0} 个符合。</translation>
    </message>
    <message>
        <source> and {0} more</source>
        <translation>，另有 {0} 个</translation>
    </message>
    <message>
        <source> Classes: {0}{1}.</source>
        <translation> 类别：{0}{1}。</translation>
    </message>
    <message>
        <source> Groups: {0}.</source>
        <translation> 分组：{0}。</translation>
    </message>
    <message>
        <source>✗ does not fit</source>
        <translation>✗ 不符合</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>needs a look</source>
        <translation>需要查看</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>尚无内容</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>{0}: {1} (Ctrl+{2})</source>
        <translation>{0}：{1}（Ctrl+{2}）</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Open in another window</source>
        <translation>已在另一窗口打开</translation>
    </message>
    <message>
        <source>{0} is open in another window ({1}). Two windows that save to one file would overwrite each other&apos;s work. You can open a copy, which is saved under another name.</source>
        <translation>{0} 已在另一窗口（{1}）中打开。两个窗口保存到同一文件会互相覆盖。您可以打开一个副本，并以另一名称保存。</translation>
    </message>
    <message>
        <source>&amp;Open a copy</source>
        <translation>打开副本(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Open spectra or a project</source>
        <translation>打开光谱或项目</translation>
    </message>
    <message>
        <source>Open a folder of spectra</source>
        <translation>打开光谱文件夹</translation>
    </message>
</context>
<context>
    <name>OverlayView</name>
    <message>
        <source>Generated over original spectra</source>
        <extracomment>Rejected spectra leave the plot this long after the last decision, in ms. Spectra of a kind that are drawn one by one; the mean is that of all. Spectra averaged at a time.</extracomment>
        <translation>生成光谱与原始光谱叠加</translation>
    </message>
    <message>
        <source>S&amp;pectra</source>
        <translation>光谱(&amp;P)</translation>
    </message>
    <message>
        <source>Shows every spectrum besides mean and SD.</source>
        <translation>除均值和标准差外，显示每条光谱。</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>所选</translation>
    </message>
    <message>
        <source>nearest original</source>
        <translation>最近的原始光谱</translation>
    </message>
    <message>
        <source>selected original</source>
        <translation>所选原始光谱</translation>
    </message>
    <message>
        <source>nearest original (training)</source>
        <translation>最近的原始光谱（训练）</translation>
    </message>
    <message>
        <source>chosen originals</source>
        <translation>所选原始光谱</translation>
    </message>
    <message>
        <source>chosen generated</source>
        <translation>所选生成光谱</translation>
    </message>
    <message>
        <source>under the mouse</source>
        <translation>鼠标处</translation>
    </message>
    <message>
        <source>Intensity (corrected)</source>
        <translation>强度（校正后）</translation>
    </message>
    <message>
        <source>generated</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>original</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>original, held out</source>
        <translation>原始，留出</translation>
    </message>
    <message>
        <source>Mean ± SD of {0} original, {1} generated</source>
        <translation>{0} 条原始、{1} 条生成光谱的均值 ± 标准差</translation>
    </message>
    <message>
        <source>, {0} of a kind drawn singly</source>
        <translation>，每种单独绘出 {0} 条</translation>
    </message>
    <message>
        <source> ({0} rejected not shown)</source>
        <translation>（{0} 条被拒绝的未显示）</translation>
    </message>
</context>
<context>
    <name>ParameterForm</name>
    <message>
        <source>Advanced</source>
        <extracomment>First letters that belong to the menus.</extracomment>
        <translation>高级</translation>
    </message>
    <message>
        <source>Settings that most work does not need.</source>
        <translation>大多数工作用不到的设置。</translation>
    </message>
    <message>
        <source>{0} to {1}{2}</source>
        <translation>{0} 至 {1}{2}</translation>
    </message>
    <message>
        <source>default {0}</source>
        <translation>默认 {0}</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>PcaView</name>
    <message>
        <source>PCA scores, original and generated</source>
        <translation>PCA 得分，原始与生成</translation>
    </message>
    <message>
        <source>Loadings: the bands that make up a component</source>
        <translation>载荷：构成主成分的谱带</translation>
    </message>
    <message>
        <source>PC {0}</source>
        <translation>PC {0}</translation>
    </message>
    <message>
        <source>{0} % of the originals&apos; variance</source>
        <translation>占原始光谱方差的 {0} %</translation>
    </message>
    <message>
        <source>Component along the horizontal axis</source>
        <translation>横轴的主成分</translation>
    </message>
    <message>
        <source>Component along the vertical axis</source>
        <translation>纵轴的主成分</translation>
    </message>
    <message>
        <source>Component and its share of the originals&apos; variance.</source>
        <translation>主成分及其占原始光谱方差的比例。</translation>
    </message>
    <message>
        <source>&amp;K-means</source>
        <translation>K-means(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Loadings</source>
        <translation>载荷(&amp;L)</translation>
    </message>
    <message>
        <source>Fill shows two clusters that K-means found without knowing what is what.</source>
        <translation>填充表示 K-means 在不知来源的情况下找到的两类。</translation>
    </message>
    <message>
        <source>Shows how much each component explains of the originals&apos; variance, and which bands the two components are made of.</source>
        <translation>显示每个主成分解释多少原始光谱的方差，以及这两个主成分由哪些谱带构成。</translation>
    </message>
    <message>
        <source>&amp;x</source>
        <translation>&amp;x</translation>
    </message>
    <message>
        <source>&amp;y</source>
        <translation>&amp;y</translation>
    </message>
    <message>
        <source>PC {0} ({1} % of variance)</source>
        <translation>PC {0}（方差的 {1} %）</translation>
    </message>
    <message>
        <source>There are too few spectra for K-means.</source>
        <translation>光谱太少，无法进行 K-means。</translation>
    </message>
    <message>
        <source>K-means of the spectra shown, two clusters against original or generated: adjusted Rand index {0} (0: nothing in common, 1: the same), purity {1}. K-means is nearly blind: copies, missing peaks and over-smoothed spectra pass it too.</source>
        <translation>对所示光谱的 K-means，两类与“原始/生成”比较：调整兰德指数 {0}（0：毫无共同之处，1：完全相同），纯度 {1}。K-means 几乎是盲的：复制、缺峰和过度平滑的光谱也能通过。</translation>
    </message>
    <message>
        <source>&lt;table cellpadding=2&gt;&lt;tr&gt;&lt;td&gt;&lt;/td&gt;&lt;td&gt;cluster 1&lt;/td&gt;&lt;td&gt;cluster 2&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;● original&lt;/td&gt;&lt;td&gt;{0}&lt;/td&gt;&lt;td&gt;{1}&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;◆ generated&lt;/td&gt;&lt;td&gt;{2}&lt;/td&gt;&lt;td&gt;{3}&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</source>
        <translation>&lt;table cellpadding=2&gt;&lt;tr&gt;&lt;td&gt;&lt;/td&gt;&lt;td&gt;第 1 类&lt;/td&gt;&lt;td&gt;第 2 类&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;● 原始&lt;/td&gt;&lt;td&gt;{0}&lt;/td&gt;&lt;td&gt;{1}&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;◆ 生成&lt;/td&gt;&lt;td&gt;{2}&lt;/td&gt;&lt;td&gt;{3}&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</translation>
    </message>
    <message>
        <source>Adjusted Rand index {0}, purity {1}.</source>
        <translation>调整兰德指数 {0}，纯度 {1}。</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>载荷</translation>
    </message>
</context>
<context>
    <name>PeaksTable</name>
    <message>
        <source>Bands of the class, original and generated</source>
        <translation>该类别的谱带，原始与生成</translation>
    </message>
    <message>
        <source>Band at / {0}</source>
        <translation>谱带位置/{0}</translation>
    </message>
    <message>
        <source>Band at</source>
        <translation>谱带位于</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>物理量</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>Generated</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>{0} of {1} quantities differ between held-out originals and the spectra drawn for the verdict (medians shown, those that differ first). p is adjusted for all of them together; relative is to the highest band.</source>
        <translation>{1} 个量中有 {0} 个在留出的原始光谱与为判定而生成的光谱之间存在差异（显示中位数，有差异的排在前面）。p 已对全部量一并校正；相对值以最高谱带为准。</translation>
    </message>
    <message>
        <source>relative height</source>
        <translation>相对高度</translation>
    </message>
    <message>
        <source> / a.u. · {0}</source>
        <translation> / a.u. · {0}</translation>
    </message>
    <message>
        <source> / a.u.</source>
        <translation> / a.u.</translation>
    </message>
    <message>
        <source>KS distance</source>
        <translation>KS 距离</translation>
    </message>
    <message>
        <source>Adjusted p</source>
        <translation>校正后 p</translation>
    </message>
    <message>
        <source>As real?</source>
        <translation>与真实相当？</translation>
    </message>
    <message>
        <source>There are no bands that were compared.</source>
        <translation>没有可比较的谱带。</translation>
    </message>
    <message>
        <source>position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>area</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>✓ yes</source>
        <translation>✓ 是</translation>
    </message>
    <message>
        <source>✗ no</source>
        <translation>✗ 否</translation>
    </message>
</context>
<context>
    <name>PlanPanel</name>
    <message>
        <source>Some of these parameters differ from the preset.</source>
        <extracomment>Split parameters that matter only with these schemes.</extracomment>
        <translation>其中一些参数与预设不同。</translation>
    </message>
    <message>
        <source>Parameters of {0}</source>
        <translation>{0} 的参数</translation>
    </message>
    <message>
        <source>What is generated</source>
        <translation>生成什么</translation>
    </message>
    <message>
        <source>What judges it</source>
        <translation>由什么评判</translation>
    </message>
    <message>
        <source>For those who know the method; presets serve most.</source>
        <translation>供熟悉该方法的人使用；多数情况用预设即可。</translation>
    </message>
</context>
<context>
    <name>PlotFiles</name>
    <message>
        <source>PNG picture (*.png)</source>
        <extracomment>Pixels of a PNG for each pixel on screen. Dots per inch of a screen, for sizes on paper. Where a plot was saved last while the program runs. Spectra of a class that are written as numbers one by one at most. By suffix.</extracomment>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation>SVG 矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>PDF drawing (*.pdf)</source>
        <translation>PDF 矢量图 (*.pdf)</translation>
    </message>
    <message>
        <source>Numbers as CSV (*.csv)</source>
        <translation>CSV 数值 (*.csv)</translation>
    </message>
    <message>
        <source>Save plot</source>
        <translation>保存图形</translation>
    </message>
    <message>
        <source>{0} is there already. Replace it?</source>
        <translation>{0} 已存在。要替换吗？</translation>
    </message>
</context>
<context>
    <name>PlotFrame</name>
    <message>
        <source>&amp;Save plot…</source>
        <extracomment>Size of the text of axes and legends. Room above a plot for half the number at the upper end of its axis, in pixels. A place of the scene that is in no plot.</extracomment>
        <translation>保存图形…(&amp;S)</translation>
    </message>
</context>
<context>
    <name>PlotLegend</name>
    <message>
        <source>… and more</source>
        <extracomment>More names than this would leave no room for the spectra; the read-out under the mouse names all.</extracomment>
        <translation>… 还有更多</translation>
    </message>
    <message>
        <source> of {0} spectra</source>
        <translation>，{0} 条光谱</translation>
    </message>
    <message>
        <source>: density, median, 5–95 %</source>
        <translation>：密度、中位数、5–95 %</translation>
    </message>
</context>
<context>
    <name>PlotRegions</name>
    <message>
        <source>Take this region away</source>
        <extracomment>Where on the left edge of a region its cross stands, as a share of the height: below the legend. How opaque a region is, of 255; curves of the same hue must be seen through it. A click here is none on a spectrum.</extracomment>
        <translation>去掉此区域</translation>
    </message>
</context>
<context>
    <name>PresetRow</name>
    <message>
        <source>Preset</source>
        <extracomment>Before the names of the user&apos;s own presets in the list.</extracomment>
        <translation>预设</translation>
    </message>
    <message>
        <source>Sets all steps below at once, as suits a kind of sample; every step can be changed after it.</source>
        <translation>按样品类型一次设定下面的全部步骤；之后每一步仍可更改。</translation>
    </message>
    <message>
        <source>Save, load and keep recipes</source>
        <translation>保存、载入和保留校正步骤</translation>
    </message>
    <message>
        <source>Own settings</source>
        <translation>自定义设置</translation>
    </message>
    <message>
        <source>Your preset {0}.</source>
        <translation>您的预设 {0}。</translation>
    </message>
    <message>
        <source>Your own settings.</source>
        <translation>您自己的设置。</translation>
    </message>
    <message>
        <source>&amp;Save the recipe as a file…</source>
        <translation>把校正步骤保存为文件…(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Load a recipe…</source>
        <translation>载入校正步骤…(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Keep as a preset…</source>
        <translation>保留为预设…(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Remove this preset</source>
        <translation>删除此预设(&amp;R)</translation>
    </message>
</context>
<context>
    <name>ProjectFile</name>
    <message>
        <source>{0} is open in another window ({1}).</source>
        <translation>{0} 已在另一窗口（{1}）中打开。</translation>
    </message>
    <message>
        <source>Close it there, or save to another name.</source>
        <translation>请在那里关闭它，或以另一名称保存。</translation>
    </message>
    <message>
        <source>Saving {0}</source>
        <translation>正在保存 {0}</translation>
    </message>
</context>
<context>
    <name>ProjectHolder</name>
    <message>
        <source>Relabel {0} spectra</source>
        <translation>重新标注 {0} 条光谱</translation>
    </message>
    <message>
        <source>A set without spectra is none; some must stay.</source>
        <extracomment>Memory that spectra of former versions may take before undo forgets them, in bytes.</extracomment>
        <translation>没有光谱就不成数据集；必须保留一些。</translation>
    </message>
    <message>
        <source>Remove {0} spectra</source>
        <translation>移除 {0} 条光谱</translation>
    </message>
    <message>
        <source>Remove 1 spectrum</source>
        <translation>移除 1 条光谱</translation>
    </message>
    <message>
        <source>Change the group of 1 spectrum</source>
        <translation>修改 1 条光谱的分组</translation>
    </message>
    <message>
        <source>Change the group of {0} spectra</source>
        <translation>修改 {0} 条光谱的分组</translation>
    </message>
    <message>
        <source>Merge class {0} into {1}</source>
        <translation>把类别 {0} 并入 {1}</translation>
    </message>
    <message>
        <source>Rename class {0} to {1}</source>
        <translation>把类别 {0} 重命名为 {1}</translation>
    </message>
    <message>
        <source>Relabel 1 spectrum</source>
        <translation>重新标注 1 条光谱</translation>
    </message>
    <message>
        <source>Change recipe</source>
        <translation>修改校正步骤</translation>
    </message>
    <message>
        <source>Accept {0} spectra</source>
        <translation>接受 {0} 条光谱</translation>
    </message>
    <message>
        <source>Accept 1 spectrum</source>
        <translation>接受 1 条光谱</translation>
    </message>
    <message>
        <source>Reject {0} spectra</source>
        <translation>拒绝 {0} 条光谱</translation>
    </message>
    <message>
        <source>Reject 1 spectrum</source>
        <translation>拒绝 1 条光谱</translation>
    </message>
    <message>
        <source>Reopen {0} spectra</source>
        <translation>重新打开 {0} 条光谱</translation>
    </message>
    <message>
        <source>Reopen 1 spectrum</source>
        <translation>重新打开 1 条光谱</translation>
    </message>
    <message>
        <source>Accept plausible spectra</source>
        <translation>接受合理光谱</translation>
    </message>
    <message>
        <source>The spectra were changed meanwhile; the result was dropped.</source>
        <translation>光谱在此期间有改动；结果已丢弃。</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <extracomment>Languages by code, each under its own name. English is what the source is written in. Words of Qt&apos;s own dialogs that its translations leave out; the program&apos;s bring them.</extracomment>
        <translation>查找范围(&amp;L)：</translation>
    </message>
    <message>
        <source>Look in:</source>
        <translation>查找范围：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
    </message>
    <message>
        <source>Files of type:</source>
        <translation>文件类型：</translation>
    </message>
</context>
<context>
    <name>ReadingDialog</name>
    <message>
        <source>How {0} is read</source>
        <extracomment>What can be chosen here; text files have all of it, others the unit and the laser.</extracomment>
        <translation>{0} 的读取方式</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>How it was read</source>
        <translation>读取结果</translation>
    </message>
    <message>
        <source>First lines of the file</source>
        <translation>文件的前几行</translation>
    </message>
    <message>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>What the file says about the measurement</source>
        <translation>文件中的测量信息</translation>
    </message>
    <message>
        <source>First spectra</source>
        <translation>前几条光谱</translation>
    </message>
    <message>
        <source>Spectra</source>
        <translation>光谱</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Measurement</source>
        <translation>测量信息</translation>
    </message>
    <message>
        <source>&amp;Read all files so</source>
        <translation>按此读取全部文件(&amp;R)</translation>
    </message>
    <message>
        <source>Reads all files again with these choices, which are remembered per folder.</source>
        <translation>按这些选择重新读取全部文件，并按文件夹记住。</translation>
    </message>
    <message>
        <source>✗ left out: {0}</source>
        <translation>✗ 未读入：{0}</translation>
    </message>
    <message>
        <source>✓ {0}: {1}</source>
        <translation>✓ {0}：{1}</translation>
    </message>
    <message>
        <source>This is no text file; there are no lines to show.</source>
        <translation>这不是文本文件；没有可显示的行。</translation>
    </message>
    <message>
        <source>Axis of unknown unit</source>
        <translation>单位未知的横轴</translation>
    </message>
    <message>
        <source>Intensity</source>
        <translation>强度</translation>
    </message>
</context>
<context>
    <name>RecipeActions</name>
    <message>
        <source>Recipe</source>
        <translation>校正步骤</translation>
    </message>
    <message>
        <source>Save the recipe</source>
        <translation>保存校正步骤</translation>
    </message>
    <message>
        <source>Recipes (*.json)</source>
        <translation>校正步骤 (*.json)</translation>
    </message>
    <message>
        <source>Saved {0}. On the command line: --recipe {0}</source>
        <translation>已保存 {0}。命令行用法：--recipe {0}</translation>
    </message>
    <message>
        <source>Load a recipe</source>
        <translation>载入校正步骤</translation>
    </message>
    <message>
        <source>Recipes and results (*.json *.h5 *.hdf5 *.rgan);;All files (*)</source>
        <translation>校正步骤和结果 (*.json *.h5 *.hdf5 *.rgan);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Recipe of {0}</source>
        <translation>{0} 的校正步骤</translation>
    </message>
    <message>
        <source>The recipe of {0} is in force.</source>
        <translation>{0} 的校正步骤已生效。</translation>
    </message>
    <message>
        <source>Reading {0}</source>
        <translation>正在读取 {0}</translation>
    </message>
    <message>
        <source>Keep as a preset</source>
        <translation>保留为预设</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>名称：</translation>
    </message>
    <message>
        <source>Kept as preset {0}.</source>
        <translation>已保留为预设 {0}。</translation>
    </message>
    <message>
        <source>Looking for λ</source>
        <translation>正在寻找 λ</translation>
    </message>
    <message>
        <source>Suggested λ, log₁₀ {0}</source>
        <translation>建议的 λ，log₁₀ {0}</translation>
    </message>
    <message>
        <source>log₁₀ λ = {0}: of {1} spectra carried on beyond their ends by a known line with a band, this baseline came nearest to the line (Zhang et al. 2020).</source>
        <translation>log₁₀ λ = {0}：把 {1} 条光谱在两端用带谱带的已知直线延长，该基线最接近这条直线（Zhang 等，2020）。</translation>
    </message>
    <message>
        <source>λ chosen by eye</source>
        <translation>目视选定的 λ</translation>
    </message>
</context>
<context>
    <name>RecipeInView</name>
    <message>
        <source>Separate baseline settings for {0}</source>
        <translation>{0} 使用单独的基线设置</translation>
    </message>
    <message>
        <source>Common baseline settings for {0}</source>
        <translation>{0} 使用共同的基线设置</translation>
    </message>
    <message>
        <source>Baseline settings of {0} for all classes</source>
        <translation>将 {0} 的基线设置用于所有类别</translation>
    </message>
    <message>
        <source>Baseline settings of {0} for {1}</source>
        <translation>将 {0} 的基线设置用于 {1}</translation>
    </message>
</context>
<context>
    <name>RecipePanel</name>
    <message>
        <source>Adds a shaded region to the upper plot in which the baseline is held to each spectrum; drag it to where no band is. Or click there with the control key, or type the region into the field “Pinned at” under Advanced.</source>
        <extracomment>The method that does nothing, in every step that can be switched off. Lines kept free for the explanation of a preset.</extracomment>
        <translation>在上图中添加一个阴影区间，基线在其中固定于每条光谱；请将其拖到没有谱峰的位置。也可按住 Ctrl 键在该处单击，或在“高级”下的“固定位置”栏中输入区间。</translation>
    </message>
    <message>
        <source>{0} has no weights by which its baseline could be pinned.</source>
        <translation>{0} 没有权重，其基线无法固定。</translation>
    </message>
    <message>
        <source>&amp;Preset</source>
        <translation>预设(&amp;P)</translation>
    </message>
    <message>
        <source>Steps act from top to bottom; the check mark switches one.</source>
        <translation>步骤自上而下执行；勾选可开关某一步。</translation>
    </message>
    <message>
        <source>Method of this step</source>
        <translation>此步骤的方法</translation>
    </message>
    <message>
        <source>E&amp;xclude a region</source>
        <translation>排除一个区域(&amp;X)</translation>
    </message>
    <message>
        <source>Adds a shaded region to the upper plot that is cut out; drag it into place.</source>
        <translation>在上图加一个要裁掉的阴影区域；把它拖到所需位置。</translation>
    </message>
    <message>
        <source>P&amp;in the baseline</source>
        <translation>固定基线(&amp;I)</translation>
    </message>
    <message>
        <source>S&amp;uggest λ</source>
        <translation>建议 λ(&amp;U)</translation>
    </message>
    <message>
        <source>Carries spectra of the set on beyond their ends by a straight line with a band on it, and takes the λ whose baseline comes nearest to that line (Zhang et al. 2020).</source>
        <translation>把数据集中的光谱在两端用带谱带的直线延长，取基线最接近该直线的 λ（Zhang 等，2020）。</translation>
    </message>
    <message>
        <source>By e&amp;ye…</source>
        <translation>目视选择…(&amp;Y)</translation>
    </message>
    <message>
        <source>Shows the spectrum in view with several λ side by side.</source>
        <translation>并排显示当前光谱在几个 λ 下的结果。</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>with changes that are in no file</source>
        <translation>其中有未存入任何文件的改动</translation>
    </message>
    <message>
        <source>while a training was under way; it goes on where it was</source>
        <translation>当时训练正在进行；将从中断处继续</translation>
    </message>
    <message>
        <source>Bring back unsaved work?</source>
        <translation>恢复未保存的工作？</translation>
    </message>
    <message>
        <source>RamanGAN ended without being closed. “{0}” was kept at {1}, {2}. Bring it back?</source>
        <translation>RamanGAN 上次未正常关闭。“{0}”保存于 {1}，{2}。要恢复吗？</translation>
    </message>
    <message>
        <source>The project</source>
        <translation>该项目</translation>
    </message>
    <message>
        <source>&amp;Bring it back</source>
        <translation>恢复(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Delete it</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Ask me &amp;later</source>
        <translation>稍后再问(&amp;L)</translation>
    </message>
</context>
<context>
    <name>RegionActions</name>
    <message>
        <source>Exclude regions</source>
        <extracomment>Width of a new region, as a share of what is in sight. Points of a new pin.</extracomment>
        <translation>排除区域</translation>
    </message>
    <message>
        <source>The baseline of this method cannot be pinned: it has no weights.</source>
        <translation>此方法没有权重，其基线无法固定。</translation>
    </message>
    <message>
        <source>Pin the baseline</source>
        <translation>固定基线</translation>
    </message>
    <message>
        <source>Crop the range</source>
        <translation>裁剪范围</translation>
    </message>
</context>
<context>
    <name>ReviewHeader</name>
    <message>
        <source>simulated</source>
        <translation>模拟数据</translation>
    </message>
    <message>
        <source>Class in view</source>
        <translation>所示类别</translation>
    </message>
    <message>
        <source>Fold in view</source>
        <translation>所示折</translation>
    </message>
    <message>
        <source>Each fold has a model of its own, and is judged by the originals held out from it.</source>
        <translation>每折有自己的模型，并由该折留出的原始光谱评判。</translation>
    </message>
    <message>
        <source>The class that is looked at.</source>
        <translation>正在查看的类别。</translation>
    </message>
    <message>
        <source>&amp;Class</source>
        <translation>类别(&amp;C)</translation>
    </message>
    <message>
        <source>Fol&amp;d</source>
        <translation>折(&amp;D)</translation>
    </message>
</context>
<context>
    <name>ReviewHolder</name>
    <message>
        <source>Move a limit of the filter</source>
        <extracomment>Tables of generated spectra whose views are kept, so that undo finds them.</extracomment>
        <translation>移动过滤界限</translation>
    </message>
</context>
<context>
    <name>ReviewJobs</name>
    <message>
        <source>t-SNE</source>
        <translation>t-SNE</translation>
    </message>
    <message>
        <source>Measuring the use for a classifier</source>
        <translation>正在测量对分类器的用处</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Review</source>
        <translation>审查</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Bands in numbers</source>
        <translation>谱带数值</translation>
    </message>
    <message>
        <source>Limits of the filter</source>
        <translation>过滤界限</translation>
    </message>
    <message>
        <source>Decides by the filter alone, then goes on to Export.</source>
        <translation>仅按过滤决定，然后转到导出。</translation>
    </message>
    <message>
        <source>all: {0} originals, none held out</source>
        <translation>全部：{0} 条原始光谱，无留出</translation>
    </message>
    <message>
        <source>{0} ({1} held out)</source>
        <translation>{0}（留出 {1} 条）</translation>
    </message>
    <message>
        <source>Nothing was generated yet; train first.</source>
        <translation>尚未生成任何光谱；请先训练。</translation>
    </message>
    <message>
        <source>No spectra were generated for this class.</source>
        <translation>该类别没有生成光谱。</translation>
    </message>
    <message>
        <source>Accept plausible</source>
        <translation>接受合理光谱</translation>
    </message>
    <message>
        <source>Train first; then generated spectra are reviewed here.</source>
        <translation>请先训练；之后在这里审查生成光谱。</translation>
    </message>
    <message>
        <source>Accept {0} plausible</source>
        <translation>接受 {0} 条合理光谱</translation>
    </message>
    <message>
        <source>Accepts {0} that pass the plausibility filter, rejects {1} that do not; the verdict stays. Ctrl+Z takes it back.</source>
        <translation>接受通过合理性过滤的 {0} 条，拒绝未通过的 {1} 条；判定不变。Ctrl+Z 可撤回。</translation>
    </message>
    <message>
        <source>Go to Export</source>
        <translation>转到导出</translation>
    </message>
    <message>
        <source>Every generated spectrum is decided on.</source>
        <translation>每条生成光谱都已决定。</translation>
    </message>
</context>
<context>
    <name>ReviewPlots</name>
    <message>
        <source>Spectra</source>
        <translation>光谱</translation>
    </message>
    <message>
        <source>Δ means</source>
        <translation>Δ 均值</translation>
    </message>
    <message>
        <source>Difference of the means, with its confidence band</source>
        <translation>均值之差及其置信带</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>谱带</translation>
    </message>
    <message>
        <source>t-SNE</source>
        <translation>t-SNE</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Save project</source>
        <translation>保存项目</translation>
    </message>
    <message>
        <source>RamanGAN project (*.rgan)</source>
        <translation>RamanGAN 项目 (*.rgan)</translation>
    </message>
    <message>
        <source>“{0}” has changes that are in no file. They are lost if you go on without saving.</source>
        <translation>“{0}”有未存入任何文件的改动。不保存就继续会丢失它们。</translation>
    </message>
    <message>
        <source>The project</source>
        <translation>该项目</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>{0} is still running; it is stopped if you close the window now.</source>
        <translation>“{0}”仍在进行；若现在关闭窗口，它会停止。</translation>
    </message>
    <message>
        <source>“{0}” has changes that are in no file.</source>
        <translation>“{0}”有未存入任何文件的改动。</translation>
    </message>
    <message>
        <source>Save before closing?</source>
        <translation>关闭前保存吗？</translation>
    </message>
    <message>
        <source>{0} is still running. If you cancel it now, what it has done so far is lost. To use it, choose “Stop and keep the best” instead.</source>
        <translation>“{0}”仍在进行。若现在取消，已完成的部分将丢失。若要使用它，请改选“停止并保留最佳”。</translation>
    </message>
    <message>
        <source>&amp;Cancel it</source>
        <translation>取消它(&amp;C)</translation>
    </message>
    <message>
        <source>Still at work</source>
        <translation>仍在工作</translation>
    </message>
    <message>
        <source>{0} is still running. If you close the window now, it is stopped and what it has done so far is lost.</source>
        <translation>“{0}”仍在进行。若现在关闭窗口，工作会停止，已完成的部分将丢失。</translation>
    </message>
    <message>
        <source>&amp;Stop and close</source>
        <translation>停止并关闭(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>继续运行(&amp;K)</translation>
    </message>
    <message>
        <source>Cancel what is running?</source>
        <translation>取消正在进行的工作？</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Don&apos;t save</source>
        <translation>不保存(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>替换文件？</translation>
    </message>
    <message>
        <source>{0} exists already.</source>
        <translation>{0} 已存在。</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>替换(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>保留(&amp;K)</translation>
    </message>
    <message>
        <source>✓ Saved, read back and checked: {0}</source>
        <translation>✓ 已保存、读回并核对：{0}</translation>
    </message>
</context>
<context>
    <name>ScatterPlot</name>
    <message>
        <source>selected and its nearest original</source>
        <extracomment>A click farther from every point than this, in pixels, hits none.</extracomment>
        <translation>所选及其最近的原始光谱</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>所选</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>已选</translation>
    </message>
    <message>
        <source>pointed at</source>
        <translation>鼠标所指</translation>
    </message>
    <message>
        <source>original</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>generated</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>{0} (1)</source>
        <translation>{0}（1）</translation>
    </message>
    <message>
        <source>{0} (2)</source>
        <translation>{0}（2）</translation>
    </message>
    <message>
        <source>generated, rejected</source>
        <translation>生成，已拒绝</translation>
    </message>
    <message>
        <source>generated spectrum</source>
        <translation>生成光谱</translation>
    </message>
    <message>
        <source>{0} {1}: {2} {3}, {4} {5}</source>
        <translation>{0} {1}：{2} {3}，{4} {5}</translation>
    </message>
</context>
<context>
    <name>ScorecardView</name>
    <message>
        <source>The verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>After selection</source>
        <translation>挑选之后</translation>
    </message>
    <message>
        <source>Which scorecard is shown</source>
        <translation>显示哪张评分表</translation>
    </message>
    <message>
        <source>The verdict is that of spectra drawn before review; the other scorecard is of the spectra that were accepted.</source>
        <translation>判定针对审查之前抽取的光谱；另一张评分表针对已接受的光谱。</translation>
    </message>
    <message>
        <source>Verdicts of the classes</source>
        <translation>各类别的判定</translation>
    </message>
    <message>
        <source>No verdict yet.</source>
        <translation>尚无判定。</translation>
    </message>
    <message>
        <source>No verdict: nothing was held out to judge by.</source>
        <translation>没有判定：没有留出可用于评判的光谱。</translation>
    </message>
    <message>
        <source>After selection, all classes: &lt;b&gt;{0}&lt;/b&gt;</source>
        <translation>挑选之后，全部类别：&lt;b&gt;{0}&lt;/b&gt;</translation>
    </message>
    <message>
        <source>All classes: &lt;b&gt;{0}&lt;/b&gt;</source>
        <translation>全部类别：&lt;b&gt;{0}&lt;/b&gt;</translation>
    </message>
    <message>
        <source>&lt;b&gt;{0}&lt;/b&gt;: no spectra were generated, so there is nothing to judge.</source>
        <translation>&lt;b&gt;{0}&lt;/b&gt;：没有生成光谱，因此无可评判。</translation>
    </message>
    <message>
        <source>&lt;b&gt;{0}: {1}.&lt;/b&gt; {2}</source>
        <translation>&lt;b&gt;{0}：{1}。&lt;/b&gt;{2}</translation>
    </message>
    <message>
        <source>In all folds together, {0} held-out originals were compared with {1} generated spectra, each fold by itself.</source>
        <translation>各折合计，{0} 条留出的原始光谱与 {1} 条生成光谱作了比较，每一折单独进行。</translation>
    </message>
    <message>
        <source>These spectra were chosen before they were judged, so this is not the verdict.</source>
        <translation>这些光谱在评判之前已经过挑选，因此这不是判定。</translation>
    </message>
</context>
<context>
    <name>ScreePlot</name>
    <message>
        <source>Share of the variance in each component</source>
        <translation>各主成分的方差比例</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>主成分</translation>
    </message>
    <message>
        <source>Variance / %</source>
        <translation>方差/%</translation>
    </message>
    <message>
        <source>Share of the originals&apos; variance; filled: in view.</source>
        <translation>占原始光谱方差的比例；实心：当前显示。</translation>
    </message>
</context>
<context>
    <name>SeriesView</name>
    <message>
        <source>Picture of the series</source>
        <extracomment>Spectra and points of the picture at most; finer than this is not seen. Shares of the spectra between which a band is said to change. Shares of intensities that the colours leave out at either end, such as spikes.</extracomment>
        <translation>序列图像</translation>
    </message>
    <message>
        <source>Strength of the band over the series</source>
        <translation>谱带强度随序列的变化</translation>
    </message>
    <message>
        <source>Click a place to see its spectrum.</source>
        <translation>单击某处可查看其光谱。</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Which of the series that were read is shown.</source>
        <translation>显示所读入的哪一个序列。</translation>
    </message>
    <message>
        <source>series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>{0} ({1} spectra)</source>
        <translation>{0}（{1} 条光谱）</translation>
    </message>
    <message>
        <source>spectrum no.</source>
        <translation>光谱编号</translation>
    </message>
    <message>
        <source>Intensity / arb. units</source>
        <translation>强度 / 任意单位</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Curve: mean intensity from {0} to {1} {2}.</source>
        <translation>曲线：{0} 到 {1} {2} 的平均强度。</translation>
    </message>
</context>
<context>
    <name>SpectraModel</name>
    <message>
        <source>Spectrum</source>
        <extracomment>Spectra whose words are gathered at a time, in some milliseconds.</extracomment>
        <translation>光谱</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Look at</source>
        <translation>查看</translation>
    </message>
</context>
<context>
    <name>SpectraPanel</name>
    <message>
        <source>Filter…</source>
        <extracomment>The filter waits so long for the next key, in ms.</extracomment>
        <translation>筛选…</translation>
    </message>
    <message>
        <source>By name, class, group or file.</source>
        <translation>按名称、类别、分组或文件。</translation>
    </message>
    <message>
        <source>Filter spectra</source>
        <translation>筛选光谱</translation>
    </message>
    <message>
        <source>Select a&amp;ll shown</source>
        <translation>选择所示全部(&amp;L)</translation>
    </message>
    <message>
        <source>Selects every spectrum that the filter leaves in the table.</source>
        <translation>选中筛选后表中的全部光谱。</translation>
    </message>
    <message>
        <source>Re&amp;move selected</source>
        <translation>移除所选(&amp;M)</translation>
    </message>
    <message>
        <source>Takes the selected spectra out of the set; undo brings them back.</source>
        <translation>把所选光谱移出数据集；可撤销。</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1} 中的 {0}</translation>
    </message>
    <message>
        <source>{0} spectra</source>
        <translation>{0} 条光谱</translation>
    </message>
</context>
<context>
    <name>SpectraPlot</name>
    <message>
        <source>Spectra</source>
        <extracomment>A picture of very many spectra is counted again this long after the last zoom, in ms. Room for the numbers at the left; the same in all plots, so that stacked ones line up.</extracomment>
        <translation>光谱</translation>
    </message>
    <message>
        <source>Show &amp;everything</source>
        <translation>显示全部(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>复制图片(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save plot…</source>
        <translation>保存图形…(&amp;S)</translation>
    </message>
</context>
<context>
    <name>SpectraTable</name>
    <message>
        <source>Spectra</source>
        <translation>光谱</translation>
    </message>
    <message>
        <source>Double click a class or group to change it, for all selected spectra at once.</source>
        <translation>双击类别或分组可对所有选中的光谱一次修改。</translation>
    </message>
</context>
<context>
    <name>SpectraTools</name>
    <message>
        <source>Compares bands of silicon or polystyrene with where they should be.</source>
        <translation>把硅或聚苯乙烯的谱带与应在的位置比较。</translation>
    </message>
    <message>
        <source>Check the &amp;axis…</source>
        <translation>检查横轴…(&amp;A)</translation>
    </message>
    <message>
        <source>Subtracts the mean of spectra measured with the laser off from all others.</source>
        <translation>从其他所有光谱中减去关闭激光时所测光谱的平均。</translation>
    </message>
    <message>
        <source>Subtract &amp;dark…</source>
        <translation>减去暗谱…(&amp;D)</translation>
    </message>
    <message>
        <source>Move the axis by {0} cm⁻¹</source>
        <translation>把横轴移动 {0} cm⁻¹</translation>
    </message>
    <message>
        <source>Subtract dark</source>
        <translation>减去暗谱</translation>
    </message>
    <message>
        <source>Class of the dark spectra: laser off, same exposure. Their mean is subtracted from all other spectra; they leave the set.</source>
        <translation>暗谱的类别：关闭激光，曝光相同。从其他所有光谱中减去它们的平均；它们移出数据集。</translation>
    </message>
    <message>
        <source>Subtract {0} dark spectra</source>
        <translation>减去 {0} 条暗谱</translation>
    </message>
</context>
<context>
    <name>SpikeBar</name>
    <message>
        <source>Removed as spikes</source>
        <translation>作为尖峰去除</translation>
    </message>
    <message>
        <source>&amp;Leave this spectrum alone</source>
        <translation>不处理此光谱(&amp;L)</translation>
    </message>
    <message>
        <source>Puts back what was removed from this spectrum.</source>
        <translation>恢复从此光谱中去除的内容。</translation>
    </message>
    <message>
        <source>× Points removed as spikes: {0}; spectra in view with spikes: {1} of {2}</source>
        <translation>× 作为尖峰去除的点：{0}；所示光谱中含尖峰者：{1} / {2}</translation>
    </message>
    <message>
        <source>⚠ Points removed as spikes: {0}, in several spectra in view at the same place, as bands are; a higher threshold leaves them.</source>
        <translation>⚠ 作为尖峰去除的点：{0}，且多条所示光谱在同一位置，如同谱带；提高阈值可保留它们。</translation>
    </message>
    <message>
        <source>No spikes were found in the spectra in view.</source>
        <translation>所示光谱中未发现尖峰。</translation>
    </message>
    <message>
        <source>Nothing was removed; {0} is left alone.</source>
        <translation>未去除任何点；{0} 不作处理。</translation>
    </message>
    <message>
        <source>Puts back what was removed from {0}.</source>
        <translation>恢复从 {0} 中去除的内容。</translation>
    </message>
    <message>
        <source>Leave {0} alone</source>
        <translation>不处理 {0}</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>State of the project</source>
        <extracomment>A sentence stays this long before the state of the project comes back, in ms.</extracomment>
        <translation>项目状态</translation>
    </message>
    <message>
        <source>Value under the mouse</source>
        <translation>鼠标处的数值</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Lets the training wait; press again to go on.</source>
        <translation>让训练等待；再按一次继续。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stops the work and drops its result (Esc).</source>
        <translation>停止工作并丢弃其结果（Esc）。</translation>
    </message>
    <message>
        <source>No spectra yet</source>
        <translation>尚无光谱</translation>
    </message>
    <message>
        <source>1 spectrum</source>
        <translation>1 条光谱</translation>
    </message>
    <message>
        <source>{0} spectra</source>
        <translation>{0} 条光谱</translation>
    </message>
    <message>
        <source>1 class</source>
        <translation>1 个类别</translation>
    </message>
    <message>
        <source>{0} classes</source>
        <translation>{0} 个类别</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>模拟数据</translation>
    </message>
    <message>
        <source>{0} generated, {1} accepted</source>
        <translation>生成 {0} 条，接受 {1} 条</translation>
    </message>
    <message>
        <source>exported</source>
        <translation>已导出</translation>
    </message>
    <message>
        <source>not exported</source>
        <translation>未导出</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>剩余 {0}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>saved {0}</source>
        <translation>已保存 {0}</translation>
    </message>
</context>
<context>
    <name>StiffnessStrip</name>
    <message>
        <source>Choose λ by eye</source>
        <extracomment>Factors on the present λ, three below it and four above.</extracomment>
        <translation>目视选择 λ</translation>
    </message>
    <message>
        <source>{0} before (grey) and its baseline (dashed), intensity upwards. Choose the picture in which the baseline runs below the bands without bending into them.</source>
        <translation>{0} 校正前（灰色）及其基线（虚线），纵向为强度。请选择基线从谱带下方经过而不弯入谱带的图。</translation>
    </message>
    <message>
        <source>log₁₀ λ = {0}</source>
        <translation>log₁₀ λ = {0}</translation>
    </message>
    <message>
        <source>{0} (now)</source>
        <translation>{0}（当前）</translation>
    </message>
    <message>
        <source>Sets λ to this value.</source>
        <translation>把 λ 设为该值。</translation>
    </message>
    <message>
        <source>{0}, did not settle</source>
        <translation>{0}，未收敛</translation>
    </message>
</context>
<context>
    <name>ThemeMenu</name>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>与系统相同(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>{0} of {1}</source>
        <translation>第 {0}/{1} 步</translation>
    </message>
    <message>
        <source>Correct: remove what is not Raman</source>
        <translation>校正：去除不属于拉曼的部分</translation>
    </message>
    <message>
        <source>Data: one class for each substance</source>
        <translation>数据：每种物质一个类别</translation>
    </message>
    <message>
        <source>Train: one network for each substance</source>
        <translation>训练：每种物质一个网络</translation>
    </message>
    <message>
        <source>Review: as good as measured?</source>
        <translation>审查：与实测一样好吗？</translation>
    </message>
    <message>
        <source>Export: a file that proves itself</source>
        <translation>导出：能自证的文件</translation>
    </message>
    <message>
        <source>Every substance is a class; the list names it with its number of spectra. Your own spectra come in by dropping a folder anywhere on the window: each folder in it is a class. The files are never changed.</source>
        <translation>每种物质是一个类别；列表给出其名称和光谱数。要读入您自己的光谱，把文件夹拖到窗口任意位置：其中每个文件夹为一个类别。文件绝不会被改动。</translation>
    </message>
    <message>
        <source>Everything here acts at once on the spectrum in view; the dashed line is the baseline that is taken away. The blue button corrects the whole set in the same way and goes on.</source>
        <translation>这里的一切都立即作用于当前光谱；虚线是要扣除的基线。蓝色按钮以同样方式校正全部光谱并继续。</translation>
    </message>
    <message>
        <source>The spectra are split first: networks learn from one part, and the held-out part only judges. The blue button starts the training and says how long it takes; Space pauses it, and the best state so far can be kept at any time.</source>
        <translation>首先划分光谱：网络从一部分学习，留出的部分只用于评判。蓝色按钮开始训练并说明需要多久；空格键暂停，随时可保留目前最好的状态。</translation>
    </message>
    <message>
        <source>After the training, generated spectra stand here beside measured ones that their network never saw, with a verdict for each class. A accepts, R rejects; the blue button accepts all that pass the filters.</source>
        <translation>训练之后，生成光谱与其网络从未见过的实测光谱并列显示，每个类别有一个判定。A 接受，R 拒绝；蓝色按钮接受所有通过过滤的光谱。</translation>
    </message>
    <message>
        <source>Originals, accepted spectra, verdicts and every parameter go into one HDF5 file, which is read back and checked. F1 explains every page; this tour is in the Help menu.</source>
        <translation>原始光谱、已接受的光谱、判定和全部参数写入一个 HDF5 文件，并读回核对。F1 解释每一页；此导览在“帮助”菜单中。</translation>
    </message>
</context>
<context>
    <name>TrainPage</name>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Train again?</source>
        <translation>再次训练？</translation>
    </message>
    <message>
        <source>Your decisions about {0} generated spectra were not exported. They are lost when new spectra take their place.</source>
        <translation>您对 {0} 条生成光谱的决定尚未导出。新的光谱取代它们时，这些决定会丢失。</translation>
    </message>
    <message>
        <source>Trains the models one after another, then draws spectra from them and judges these.</source>
        <translation>逐个训练模型，然后从中抽取光谱并评判。</translation>
    </message>
    <message>
        <source>Training…</source>
        <translation>正在训练…</translation>
    </message>
    <message>
        <source>Train 1 model → Review</source>
        <translation>训练 1 个模型 → 审查</translation>
    </message>
    <message>
        <source>Train {0} models → Review</source>
        <translation>训练 {0} 个模型 → 审查</translation>
    </message>
    <message>
        <source>Train → Review</source>
        <translation>训练 → 审查</translation>
    </message>
    <message>
        <source>Training again replaces the generated spectra and your decisions.</source>
        <translation>再次训练会取代生成光谱和您的决定。</translation>
    </message>
    <message>
        <source>The settings can be changed again when training has ended.</source>
        <translation>训练结束后可以再次修改设置。</translation>
    </message>
    <message>
        <source>Correct the spectra first, on the Correct page.</source>
        <translation>请先在校正页校正光谱。</translation>
    </message>
    <message>
        <source>The recipe was changed after it was applied; apply it on the Correct page first.</source>
        <translation>校正步骤在应用之后有改动；请先在校正页应用。</translation>
    </message>
    <message>
        <source>Something else is running; wait for it or cancel it.</source>
        <translation>另一项工作正在进行；请等待或取消。</translation>
    </message>
    <message>
        <source>Every class is as large as the largest, so nothing is to be added. Choose a number for every class instead.</source>
        <translation>每个类别都与最大的类别一样大，因此无需添加。请改为给每个类别指定数量。</translation>
    </message>
    <message>
        <source>No class that needs more spectra has enough of them to learn from.</source>
        <translation>需要更多光谱的类别都没有足够的光谱可供学习。</translation>
    </message>
</context>
<context>
    <name>TrainingBoard</name>
    <message>
        <source>Follow the &amp;model in training</source>
        <extracomment>While training, one of the plots is redrawn no oftener than this, in ms; each 5 times a second. Least width of queue and controls, in pixels, so that classes can be told apart by their names. Pairs of finished spectra that are looked up.</extracomment>
        <translation>跟随正在训练的模型(&amp;M)</translation>
    </message>
    <message>
        <source>The plots go over to the next model when its training begins.</source>
        <translation>下一个模型开始训练时，各图转为显示它。</translation>
    </message>
    <message>
        <source>Notes on the models</source>
        <translation>模型说明</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>模拟数据</translation>
    </message>
    <message>
        <source>&lt;b&gt;Models&lt;/b&gt;: one per class and fold</source>
        <translation>&lt;b&gt;模型&lt;/b&gt;：每个类别每折一个</translation>
    </message>
    <message>
        <source> – {0}, step {1} of {2}</source>
        <translation> – {0}，第 {1} 步，共 {2} 步</translation>
    </message>
    <message>
        <source>{0}, all originals</source>
        <translation>{0}，全部原始光谱</translation>
    </message>
    <message>
        <source>{0}, fold {1}</source>
        <translation>{0}，第 {1} 折</translation>
    </message>
</context>
<context>
    <name>TrainingControls</name>
    <message>
        <source>Progress of training</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>&amp;Pause (Space)</source>
        <translation>暂停（空格）(&amp;P)</translation>
    </message>
    <message>
        <source>Training waits where it is; press again to go on.</source>
        <translation>训练停在当前位置；再按一次继续。</translation>
    </message>
    <message>
        <source>Every model still to be trained stops as early as it can; the best state that each has reached is kept and judged.</source>
        <translation>尚待训练的每个模型都尽早停止；保留并评判各自达到的最佳状态。</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Training stops and its result is dropped.</source>
        <translation>训练停止，其结果被丢弃。</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>{0}, estimating time…</source>
        <translation>{0}，正在估计时间…</translation>
    </message>
    <message>
        <source>Stopping; keeping the best…</source>
        <translation>正在停止；保留最佳…</translation>
    </message>
    <message>
        <source>{0} % done</source>
        <translation>已完成 {0} %</translation>
    </message>
    <message>
        <source>Stop and &amp;keep the best</source>
        <translation>停止并保留最佳(&amp;K)</translation>
    </message>
    <message>
        <source>{0}, paused</source>
        <translation>{0}，已暂停</translation>
    </message>
    <message>
        <source>{0}, about {1} left</source>
        <translation>{0}，大约还需 {1}</translation>
    </message>
    <message>
        <source>&amp;Go on (Space)</source>
        <translation>继续（空格）(&amp;G)</translation>
    </message>
    <message>
        <source>, paused</source>
        <translation>，已暂停</translation>
    </message>
</context>
<context>
    <name>TrainingQueue</name>
    <message>
        <source>Models: class, fold and state</source>
        <translation>模型：类别、折与状态</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>折</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>{0}: model trained on all originals</source>
        <translation>{0}：用全部原始光谱训练的模型</translation>
    </message>
    <message>
        <source>{0}: model that never sees the originals held out in fold {1}</source>
        <translation>{0}：从未见过第 {1} 折留出的原始光谱的模型</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>已丢弃</translation>
    </message>
</context>
<context>
    <name>TsneView</name>
    <message>
        <source>t-SNE, original and generated</source>
        <extracomment>Pictures that are kept for when their class and fold come into view again.</extracomment>
        <translation>t-SNE，原始与生成</translation>
    </message>
    <message>
        <source>Lay out by t-S&amp;NE</source>
        <translation>用 t-SNE 排布(&amp;N)</translation>
    </message>
    <message>
        <source>Takes seconds to a minute; the foot of the window shows how far, and cancels.</source>
        <translation>需要几秒到一分钟；窗口底部显示进度，并可取消。</translation>
    </message>
    <message>
        <source>An extra for the eye: neighbours stay neighbours, but distances between groups, their sizes and densities mean nothing, and no verdict uses it.</source>
        <translation>仅供目视参考：相邻的光谱仍相邻，但各组之间的距离、大小和密度没有意义，任何判定都不使用它。</translation>
    </message>
    <message>
        <source>t-SNE 1 (no unit)</source>
        <translation>t-SNE 1（无单位）</translation>
    </message>
    <message>
        <source>t-SNE 2 (no unit)</source>
        <translation>t-SNE 2（无单位）</translation>
    </message>
</context>
<context>
    <name>UndoStack</name>
    <message>
        <source>Undo {0}</source>
        <translation>撤销“{0}”</translation>
    </message>
    <message>
        <source>Redo {0}</source>
        <translation>重做“{0}”</translation>
    </message>
</context>
<context>
    <name>UtilityDialog</name>
    <message>
        <source>Use for a classifier</source>
        <translation>用于分类器</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>测量(&amp;M)</translation>
    </message>
    <message>
        <source>Trains a linear classifier and a small 1-D convolutional network on your measured spectra alone and with generated ones, and tests them on originals that neither they nor the generators have seen. It takes minutes; the foot of the main window shows how far it is, and cancels.</source>
        <translation>分别仅用实测光谱和加上生成光谱训练一个线性分类器和一个小型一维卷积网络，并用它们和生成网络都未见过的原始光谱测试。需要几分钟；主窗口底部显示进度，并可取消。</translation>
    </message>
    <message>
        <source>{0} originals were held out at least once.</source>
        <translation>{0} 条原始光谱至少留出过一次。</translation>
    </message>
    <message>
        <source>Every way of training</source>
        <translation>各种训练方式</translation>
    </message>
    <message>
        <source>Classifier</source>
        <translation>分类器</translation>
    </message>
    <message>
        <source>Generated by</source>
        <translation>生成方法</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>Held-out / %</source>
        <translation>留出/%</translation>
    </message>
    <message>
        <source>Gain / points</source>
        <translation>增益/百分点</translation>
    </message>
    <message>
        <source>Balanced accuracy, with its 95 % interval</source>
        <translation>平衡准确率及其 95 % 区间</translation>
    </message>
    <message>
        <source>Trains and tests the classifiers, split by split; the project stays as it is.</source>
        <translation>逐次划分地训练并测试分类器；项目保持不变。</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>测量结果</translation>
    </message>
    <message>
        <source>Against measured spectra alone, 95 % interval</source>
        <translation>相对于仅用实测光谱，95 % 区间</translation>
    </message>
    <message>
        <source>Gap / points</source>
        <translation>差距/百分点</translation>
    </message>
    <message>
        <source>Better on training than on held-out spectra: learnt by heart</source>
        <translation>训练光谱优于留出光谱的程度：死记</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>划分数</translation>
    </message>
    <message>
        <source>Splits by group that it rests on</source>
        <translation>所依据的按组划分数</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>1-D network</source>
        <translation>一维网络</translation>
    </message>
    <message>
        <source>measured spectra</source>
        <translation>实测光谱</translation>
    </message>
    <message>
        <source>measured, repeated: equal classes</source>
        <translation>实测，重复：各类相等</translation>
    </message>
    <message>
        <source>{0} generated per measured</source>
        <translation>每条实测配 {0} 条生成</translation>
    </message>
    <message>
        <source>filled up: equal classes</source>
        <translation>补足：各类相等</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>pass</source>
        <extracomment>Colour and sign; the shape differs as well, so that the sign can be told without its colour.</extracomment>
        <translation>通过</translation>
    </message>
    <message>
        <source>doubtful</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>inconclusive</source>
        <translation>无法判定</translation>
    </message>
    <message>
        <source>fail</source>
        <translation>不通过</translation>
    </message>
    <message>
        <source>No test found a difference between the generated spectra and the measured ones that were held out; what no test looks for may still differ.</source>
        <translation>没有检验发现生成光谱与留出的实测光谱之间有差异；检验未涉及之处仍可能不同。</translation>
    </message>
    <message>
        <source>A small difference from the measured spectra was found; look at the reasons and at the spectra before you use them.</source>
        <translation>发现与实测光谱有小的差异；使用之前请查看原因和光谱。</translation>
    </message>
    <message>
        <source>What was held out cannot settle it: this is neither a pass nor a fail.</source>
        <translation>留出的光谱不足以定论：这既不是通过，也不是不通过。</translation>
    </message>
    <message>
        <source>The generated spectra can be told from the measured ones; do not use them in place of measurements.</source>
        <translation>生成光谱可与实测光谱区分；不要用它们代替测量。</translation>
    </message>
</context>
<context>
    <name>VerdictModel</name>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
</context>
<context>
    <name>ViewBar</name>
    <message>
        <source>In view</source>
        <extracomment>Numbers of spectra of the class that can be shown at once.</extracomment>
        <translation>显示</translation>
    </message>
    <message>
        <source>1 spectrum</source>
        <translation>1 条光谱</translation>
    </message>
    <message>
        <source>{0} spectra</source>
        <translation>{0} 条光谱</translation>
    </message>
    <message>
        <source>Number of spectra in view</source>
        <translation>显示的光谱数</translation>
    </message>
    <message>
        <source>How many spectra of the class are shown at once.</source>
        <translation>同时显示该类别的多少条光谱。</translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation>显示(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Before</source>
        <translation>之前(&amp;B)</translation>
    </message>
    <message>
        <source>Draws the spectra before the baseline correction, normalised alike, below.</source>
        <translation>在下图中绘出基线校正前、同样归一化的光谱。</translation>
    </message>
    <message>
        <source>Previous spectrum of the class</source>
        <translation>该类别的上一条光谱</translation>
    </message>
    <message>
        <source>Next spectrum of the class</source>
        <translation>该类别的下一条光谱</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Reading {0}</source>
        <translation>正在读取 {0}</translation>
    </message>
    <message>
        <source>Sample set: {0}</source>
        <translation>示例数据：{0}</translation>
    </message>
    <message>
        <source>Bringing back</source>
        <translation>正在恢复</translation>
    </message>
    <message>
        <source>Correcting {0} spectra</source>
        <translation>正在校正 {0} 条光谱</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Judging the accepted spectra</source>
        <translation>正在评判已接受的光谱</translation>
    </message>
    <message>
        <source>Drawing more spectra</source>
        <translation>正在抽取更多光谱</translation>
    </message>
    <message>
        <source>Comparing runs</source>
        <translation>正在比较两次运行</translation>
    </message>
    <message>
        <source>{0} is written, without what was changed meanwhile.</source>
        <translation>{0} 已写入，但不含此后的更改。</translation>
    </message>
    <message>
        <source>Writing {0}</source>
        <translation>正在写入 {0}</translation>
    </message>
    <message>
        <source>Correct {0} spectra</source>
        <translation>校正 {0} 条光谱</translation>
    </message>
    <message>
        <source>Generate {0} spectra</source>
        <translation>生成 {0} 条光谱</translation>
    </message>
    <message>
        <source>Nothing is missing: every class has its number of spectra.</source>
        <translation>没有缺少：每个类别都已达到数量。</translation>
    </message>
    <message>
        <source>Draw {0} more spectra</source>
        <translation>再抽取 {0} 条光谱</translation>
    </message>
</context>
<context>
    <name>parameters</name>
    <message>
        <source>% lower than usual</source>
        <translation>% 低于通常</translation>
    </message>
    <message>
        <source>% of the highest peak</source>
        <translation>% 相对于最高峰</translation>
    </message>
    <message>
        <source>0 keeps the stiffness the same everywhere; towards 1 the baseline is freer between the bands than below them.</source>
        <translation>0 使各处刚度相同；越接近 1，基线在谱带之间越自由，在谱带之下越受约束。</translation>
    </message>
    <message>
        <source>1 pulls the baseline towards a constant, 2 towards a straight line, 3 towards a parabola. Each order needs a λ of its own: where order 2 takes 1e5, order 1 takes about 1e2 and order 3 about 1e8.</source>
        <translation>1 使基线趋向常数，2 趋向直线，3 趋向抛物线。每个阶数需要各自的 λ：二阶取 1e5 时，一阶约取 1e2，三阶约取 1e8。</translation>
    </message>
    <message>
        <source>1 varies height and background as much as the training spectra do among themselves.</source>
        <translation>1 使高度和背景的变化与训练光谱之间的变化相当。</translation>
    </message>
    <message>
        <source>1-NN, generated</source>
        <translation>1-NN，生成光谱</translation>
    </message>
    <message>
        <source>1-NN, held-out originals</source>
        <translation>1-NN，留出的原始光谱</translation>
    </message>
    <message>
        <source>2 pulls the baseline towards a straight line, 3 towards a parabola.</source>
        <translation>2 使基线趋向直线，3 趋向抛物线。</translation>
    </message>
    <message>
        <source>A GPU is used if torch sees one that computes as the processor does. On a GPU the last digits may differ from run to run.</source>
        <translation>若 torch 检测到 GPU，且其计算结果与处理器一致，则使用 GPU。在 GPU 上，每次运行的末几位数字可能不同。</translation>
    </message>
    <message>
        <source>A baseline that has not settled by then is used as it is, and reported.</source>
        <translation>届时仍未收敛的基线照原样使用，并予以报告。</translation>
    </message>
    <message>
        <source>A cluster holds mostly generated, or mostly measured, spectra.</source>
        <translation>某个聚类主要由生成光谱或主要由实测光谱组成。</translation>
    </message>
    <message>
        <source>A convolutional critic teaches a transposed-convolutional generator; learns variation that is neither linear nor Gaussian. Serves best from about 60 spectra up.</source>
        <translation>卷积评判网络训练转置卷积生成网络；能学习既非线性也非高斯的变化。大约 60 条光谱以上效果最好。</translation>
    </message>
    <message>
        <source>A peak one to three points wide that stands far out of the noise and is not in the other spectra: a cosmic ray.</source>
        <translation>宽一至三个点、远高于噪声且其他光谱中没有的峰：宇宙射线。</translation>
    </message>
    <message>
        <source>A trained program can hardly tell generated from measured spectra.</source>
        <translation>经训练的程序几乎无法区分生成光谱与实测光谱。</translation>
    </message>
    <message>
        <source>A trained program tells generated from measured spectra; one that you train on them could learn that difference instead of the chemistry.</source>
        <translation>经训练的程序能区分生成光谱与实测光谱；用它们训练的程序可能学到这种差别而不是化学信息。</translation>
    </message>
    <message>
        <source>ASTM E1840, standard guide for Raman shift standards.</source>
        <translation>ASTM E1840，拉曼位移标准指南。</translation>
    </message>
    <message>
        <source>About the full width of the widest band at its foot. Larger leaves broad bands alone; smaller cuts into them.</source>
        <translation>约为最宽谱带底部的全宽。更大则不影响宽谱带；更小会切入谱带。</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Adam β₁</source>
        <translation>Adam β₁</translation>
    </message>
    <message>
        <source>Adam β₂</source>
        <translation>Adam β₂</translation>
    </message>
    <message>
        <source>Adaptation η</source>
        <translation>自适应系数 η</translation>
    </message>
    <message>
        <source>Added noise</source>
        <translation>附加噪声</translation>
    </message>
    <message>
        <source>Added noise as a multiple of the noise that the spectrum has; 1 makes it 1.4 times as noisy.</source>
        <translation>附加噪声为光谱自身噪声的倍数；1 使噪声变为 1.4 倍。</translation>
    </message>
    <message>
        <source>Added to every point of the axis while reading, for an instrument whose silicon or polystyrene bands lie off by that much.</source>
        <translation>读取时加到轴的每个点上，用于硅或聚苯乙烯谱带偏移了这么多的仪器。</translation>
    </message>
    <message>
        <source>Adversarial iterations</source>
        <translation>对抗迭代次数</translation>
    </message>
    <message>
        <source>All intensities are equal, or there is nothing but noise.</source>
        <translation>所有强度相等，或只有噪声。</translation>
    </message>
    <message>
        <source>All spectra</source>
        <translation>全部光谱</translation>
    </message>
    <message>
        <source>Already corrected</source>
        <translation>已校正</translation>
    </message>
    <message>
        <source>Also as CSV table</source>
        <translation>同时保存 CSV 表</translation>
    </message>
    <message>
        <source>Also where the file names another unit</source>
        <translation>即使文件注明其他单位</translation>
    </message>
    <message>
        <source>Andor Solis</source>
        <translation>Andor Solis</translation>
    </message>
    <message>
        <source>Another seed, another split.</source>
        <translation>不同的种子，不同的划分。</translation>
    </message>
    <message>
        <source>Another spectrum of the set has the same intensities, within rounding.</source>
        <translation>数据集中另一条光谱在舍入误差内强度相同。</translation>
    </message>
    <message>
        <source>Are generated spectra new?</source>
        <translation>生成光谱是新的吗？</translation>
    </message>
    <message>
        <source>Are the bands where they should be, and as wide and high?</source>
        <translation>谱带的位置、宽度和高度对吗？</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>As measured</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Asymmetric LS</source>
        <translation>非对称最小二乘</translation>
    </message>
    <message>
        <source>Asymmetry p</source>
        <translation>非对称系数 p</translation>
    </message>
    <message>
        <source>At least one band differs by more than chance.</source>
        <translation>至少一个谱带的差异超出偶然。</translation>
    </message>
    <message>
        <source>At least one band is displaced, or too wide, narrow, high or low; the table of bands says which.</source>
        <translation>至少一个谱带有位移，或过宽、过窄、过高、过低；谱带表说明是哪一个。</translation>
    </message>
    <message>
        <source>At some Raman shifts they vary much more, or much less, than in your measurements.</source>
        <translation>在某些拉曼位移处，它们的变化比您的测量大得多或小得多。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Avantes AvaSoft</source>
        <translation>Avantes AvaSoft</translation>
    </message>
    <message>
        <source>Averaging of the generator</source>
        <translation>生成网络的平均</translation>
    </message>
    <message>
        <source>Balance adds generated spectra until every class is as large as the largest.</source>
        <translation>均衡会添加生成光谱，直到每个类别与最大的类别一样大。</translation>
    </message>
    <message>
        <source>Balance: fill classes up</source>
        <translation>均衡：补足每个类别</translation>
    </message>
    <message>
        <source>Band height k</source>
        <translation>谱带高度 k</translation>
    </message>
    <message>
        <source>Bands narrower than the spacing are lost; measure with more points.</source>
        <translation>比点间距还窄的谱带会丢失；请用更多点测量。</translation>
    </message>
    <message>
        <source>Bands that matter to you, such as 1003, 1450. Their position, width, height, area and ratio to the highest band are judged beside those of the most distinct bands.</source>
        <translation>对您重要的谱带，例如 1003, 1450。除最明显的谱带外，还会评判它们的位置、宽度、高度、面积以及与最高谱带之比。</translation>
    </message>
    <message>
        <source>Bands to compare</source>
        <translation>要比较的谱带</translation>
    </message>
    <message>
        <source>Bands, largest KS distance</source>
        <translation>谱带，最大 KS 距离</translation>
    </message>
    <message>
        <source>Bands, p-value</source>
        <translation>谱带，p 值</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Beginning of the file name</source>
        <translation>文件名开头</translation>
    </message>
    <message>
        <source>Biological</source>
        <translation>生物样品</translation>
    </message>
    <message>
        <source>Blanks</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Both clusters hold generated and measured spectra alike.</source>
        <translation>两个聚类中生成与实测光谱同样多。</translation>
    </message>
    <message>
        <source>Bridge short gaps</source>
        <translation>填补小缺口</translation>
    </message>
    <message>
        <source>Bridge: up to ten neighbouring points without a value (NaN) are filled by a straight line, and the spectrum is marked.</source>
        <translation>填补：最多十个相邻的缺值点（NaN）用直线补上，并标记该光谱。</translation>
    </message>
    <message>
        <source>Bruker OPUS</source>
        <translation>Bruker OPUS</translation>
    </message>
    <message>
        <source>By their values</source>
        <translation>按其数值</translation>
    </message>
    <message>
        <source>Calibrate the axis, or compare only spectra of the same instrument and setting.</source>
        <translation>请校准横轴，或只比较同一仪器和设置的光谱。</translation>
    </message>
    <message>
        <source>Calibrated PCA</source>
        <translation>校准 PCA</translation>
    </message>
    <message>
        <source>Class from</source>
        <translation>类别来源</translation>
    </message>
    <message>
        <source>Class of dark spectra</source>
        <translation>暗光谱的类别</translation>
    </message>
    <message>
        <source>Classifier, AUC</source>
        <translation>分类器，AUC</translation>
    </message>
    <message>
        <source>Classifier, p-value</source>
        <translation>分类器，p 值</translation>
    </message>
    <message>
        <source>Column of classes</source>
        <translation>类别所在列</translation>
    </message>
    <message>
        <source>Column of specimens</source>
        <translation>样品所在列</translation>
    </message>
    <message>
        <source>Column or field in the file</source>
        <translation>文件中的列或字段</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Columns end at</source>
        <translation>列分隔符</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>Compact file</source>
        <translation>紧凑文件</translation>
    </message>
    <message>
        <source>Compressed: about 30 % smaller, slower to write and read.</source>
        <translation>压缩：体积约小 30 %，读写较慢。</translation>
    </message>
    <message>
        <source>Constraint on the critic</source>
        <translation>对评判网络的约束</translation>
    </message>
    <message>
        <source>Converts axes in nm to Raman shifts. Where neither the file nor you state it, they stay in nm.</source>
        <translation>把 nm 横轴换算成拉曼位移。若文件和您都未说明，则保持 nm。</translation>
    </message>
    <message>
        <source>Convolutional</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Convolutions share their weights along the axis. Fully connected networks, for comparison, have some 25 times as many weights to learn and take longer.</source>
        <translation>卷积沿横轴共享权重。用于比较的全连接网络需要学习的权重约多 25 倍，耗时也更长。</translation>
    </message>
    <message>
        <source>Copies of training spectra moved along the axis; serves where instruments differ in their calibration, and shows no other variation.</source>
        <translation>沿横轴平移的训练光谱副本；适用于仪器校准不一致的情况，不体现其他变化。</translation>
    </message>
    <message>
        <source>Copies of training spectra multiplied by a factor; of no use after a normalisation that takes the factor out again.</source>
        <translation>乘以一个系数的训练光谱副本；若归一化会消去该系数，则没有作用。</translation>
    </message>
    <message>
        <source>Copies of training spectra on a straight line; serves where baselines were left in, and shows no other variation.</source>
        <translation>叠加一条直线的训练光谱副本；适用于基线未扣净的情况，不体现其他变化。</translation>
    </message>
    <message>
        <source>Copies of training spectra whose height and smooth background are drawn anew, as far apart as measured ones (extended multiplicative signal augmentation).</source>
        <translation>高度和平滑背景重新抽取的训练光谱副本，变化幅度与实测相当（扩展乘性信号扩增）。</translation>
    </message>
    <message>
        <source>Copies of training spectra with more noise of their own kind; every copy is noisier than a measured spectrum, and shows no other variation.</source>
        <translation>按自身特点增加噪声的训练光谱副本；每个副本都比实测光谱噪声大，不体现其他变化。</translation>
    </message>
    <message>
        <source>Copula: each score&apos;s own distribution, correlated</source>
        <translation>Copula：各得分保持自己的分布，并相互关联</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>覆盖率</translation>
    </message>
    <message>
        <source>Critic steps per generator step</source>
        <translation>每步生成对应的评判步数</translation>
    </message>
    <message>
        <source>Decimal sign</source>
        <translation>小数点符号</translation>
    </message>
    <message>
        <source>Decimal sign of the numbers in text files.</source>
        <translation>文本文件中数字的小数点符号。</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>Difference order</source>
        <translation>差分阶数</translation>
    </message>
    <message>
        <source>Displaced main peak</source>
        <translation>主峰位移</translation>
    </message>
    <message>
        <source>Distance to the nearest training original in the plane of PC1 and PC2, compared with theirs: large between two forms, or outside them all.</source>
        <translation>在 PC1 与 PC2 平面内到最近训练原始光谱的距离，与它们彼此之间的距离相比：在两种形式之间，或在全部光谱之外时较大。</translation>
    </message>
    <message>
        <source>Distance to the nearest training original, compared with theirs to each other.</source>
        <translation>到最近训练原始光谱的距离，与它们彼此之间的距离相比。</translation>
    </message>
    <message>
        <source>Distribution of the latent variables</source>
        <translation>隐变量的分布</translation>
    </message>
    <message>
        <source>Do generated spectra look like measured ones?</source>
        <translation>生成光谱看起来像实测光谱吗？</translation>
    </message>
    <message>
        <source>Do generated spectra vary as measured ones do?</source>
        <translation>生成光谱的变化与实测光谱相同吗？</translation>
    </message>
    <message>
        <source>Do they fall into clusters of their own?</source>
        <translation>它们自成聚类吗？</translation>
    </message>
    <message>
        <source>Draws scores of the principal components and adds noise like the originals&apos;; quick, and hard to beat where the variation is linear.</source>
        <translation>抽取主成分得分并加上与原始光谱相同的噪声；快速，在变化为线性时很难超越。</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复光谱</translation>
    </message>
    <message>
        <source>EMSA</source>
        <translation>EMSA</translation>
    </message>
    <message>
        <source>Error of the SD band</source>
        <translation>标准差带的误差</translation>
    </message>
    <message>
        <source>Error of the mean</source>
        <translation>均值的误差</translation>
    </message>
    <message>
        <source>Every kind of spectrum that you measured is generated, too.</source>
        <translation>您测到的每种光谱都有生成。</translation>
    </message>
    <message>
        <source>Every spectrum by itself</source>
        <translation>每条光谱各自为一组</translation>
    </message>
    <message>
        <source>Everywhere along the axis generated spectra are as noisy as yours.</source>
        <translation>沿坐标轴各处，生成光谱的噪声都与您的光谱一致。</translation>
    </message>
    <message>
        <source>Excel</source>
        <translation>Excel</translation>
    </message>
    <message>
        <source>Far from all originals</source>
        <translation>远离所有原始光谱</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>Fine structure of this width is too strong: noise or a ripple that your instrument does not make.</source>
        <translation>这一宽度的细微结构过强：噪声或您的仪器不会产生的波纹。</translation>
    </message>
    <message>
        <source>Fine structure of this width is too weak: the spectra look smoothed.</source>
        <translation>这一宽度的细微结构过弱：光谱看起来被平滑过。</translation>
    </message>
    <message>
        <source>First-order phonon of crystalline silicon at room temperature; 520.5 to 520.7 cm⁻¹ in the literature, lower when the laser warms the wafer.</source>
        <translation>室温下晶体硅的一阶声子；文献值 520.5 至 520.7 cm⁻¹，激光使硅片升温时偏低。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>折数</translation>
    </message>
    <message>
        <source>Folds: each original is held out once</source>
        <translation>分折：每条原始光谱留出一次</translation>
    </message>
    <message>
        <source>Follow overall intensity</source>
        <translation>跟随整体强度</translation>
    </message>
    <message>
        <source>Follow shifts along the axis</source>
        <translation>跟随沿坐标轴的位移</translation>
    </message>
    <message>
        <source>For file names without their endings: {class} and {group} stand for the text at their place, {number} for digits, * for anything. With / the folders count too: {class}/{group}_*.</source>
        <translation>针对不带扩展名的文件名：{class} 和 {group} 代表所在位置的文字，{number} 代表数字，* 代表任意内容。带 / 时也包括文件夹：{class}/{group}_*。</translation>
    </message>
    <message>
        <source>For files whose header is wrong. Otherwise a unit in the file counts.</source>
        <translation>用于文件头有误的文件。否则以文件中的单位为准。</translation>
    </message>
    <message>
        <source>For smooth fluorescence over the whole range, as common in the literature on tissue: an improved modified polynomial of order 5, then unit vector length.</source>
        <translation>适用于整个范围内平滑的荧光，文献中常用于组织：五阶改进修正多项式，然后归一为单位矢量长度。</translation>
    </message>
    <message>
        <source>For spectra whose baseline has been removed before: only the normalisation to unit vector length.</source>
        <translation>适用于事先已扣除基线的光谱：仅归一为单位矢量长度。</translation>
    </message>
    <message>
        <source>For strong narrow bands on a weak, even background: a stiffer baseline (arPLS, λ = 1e6) through the middle of the noise, then the highest band becomes 1.</source>
        <translation>适用于弱而均匀背景上的强窄谱带：更硬的基线（arPLS，λ = 1e6）穿过噪声中部，然后最高谱带归一为 1。</translation>
    </message>
    <message>
        <source>For tissue, cells, polymers and pharmaceuticals: narrow bands on broad fluorescence. airPLS with λ = 1e5, then unit vector length.</source>
        <translation>适用于组织、细胞、聚合物和药物：宽荧光背景上的窄谱带。airPLS，λ = 1e5，然后归一为单位矢量长度。</translation>
    </message>
    <message>
        <source>Formats to be exported first</source>
        <translation>需先导出的格式</translation>
    </message>
    <message>
        <source>Four substances (simulated)</source>
        <translation>四种物质（模拟）</translation>
    </message>
    <message>
        <source>Fresh noise on the originals</source>
        <translation>为原始光谱更新噪声</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>Fully connected</source>
        <translation>全连接</translation>
    </message>
    <message>
        <source>GPU, if there is one</source>
        <translation>GPU（如有）</translation>
    </message>
    <message>
        <source>Galactic SPC</source>
        <translation>Galactic SPC</translation>
    </message>
    <message>
        <source>Gaussian: independent scores</source>
        <translation>高斯：各得分独立</translation>
    </message>
    <message>
        <source>Generated and measured spectra form one cloud.</source>
        <translation>生成光谱与实测光谱形成一团。</translation>
    </message>
    <message>
        <source>Generated and measured spectra form two clouds.</source>
        <translation>生成光谱与实测光谱形成两团。</translation>
    </message>
    <message>
        <source>Generated per class</source>
        <translation>每类生成数</translation>
    </message>
    <message>
        <source>Generated spectra</source>
        <translation>生成光谱</translation>
    </message>
    <message>
        <source>Generated spectra are as different from the training spectra as a new measurement.</source>
        <translation>生成光谱与训练光谱的差别和一次新测量相当。</translation>
    </message>
    <message>
        <source>Generated spectra are as noisy as yours.</source>
        <translation>生成光谱的噪声与您的光谱相当。</translation>
    </message>
    <message>
        <source>Generated spectra are more alike than yours: they add little.</source>
        <translation>生成光谱彼此比您的光谱更相似：增加的信息很少。</translation>
    </message>
    <message>
        <source>Generated spectra are noisier than yours; small bands drown.</source>
        <translation>生成光谱比您的光谱噪声大；小谱带会被淹没。</translation>
    </message>
    <message>
        <source>Generated spectra are smoother than yours; a model trained on them would expect a better instrument.</source>
        <translation>生成光谱比您的光谱平滑；用它训练的模型会期待更好的仪器。</translation>
    </message>
    <message>
        <source>Generated spectra crowd around the typical one.</source>
        <translation>生成光谱聚集在典型光谱周围。</translation>
    </message>
    <message>
        <source>Generated spectra hang on to measured ones: they are noisy, or made from them.</source>
        <translation>生成光谱紧贴实测光谱：它们噪声较大，或由实测光谱制成。</translation>
    </message>
    <message>
        <source>Generated spectra keep to themselves. A program, and an attentive eye, can tell them from your measured spectra.</source>
        <translation>生成光谱自成一体。程序或细心的眼睛能把它们与您的实测光谱区分开。</translation>
    </message>
    <message>
        <source>Generated spectra lie among your spectra as measured ones would.</source>
        <translation>生成光谱像实测光谱一样分布在您的光谱之中。</translation>
    </message>
    <message>
        <source>Generated spectra lie where yours lie, and no denser.</source>
        <translation>生成光谱分布在您的光谱所在之处，也不更密集。</translation>
    </message>
    <message>
        <source>Generated spectra repeat training spectra; they add numbers, not information.</source>
        <translation>生成光谱重复训练光谱；只增加数量，不增加信息。</translation>
    </message>
    <message>
        <source>Generated spectra vary as much as yours.</source>
        <translation>生成光谱的变化与您的光谱相当。</translation>
    </message>
    <message>
        <source>Generated spectra vary more than yours.</source>
        <translation>生成光谱的变化大于您的光谱。</translation>
    </message>
    <message>
        <source>Generator</source>
        <translation>生成方法</translation>
    </message>
    <message>
        <source>Gradient penalty</source>
        <translation>梯度惩罚</translation>
    </message>
    <message>
        <source>HDF5</source>
        <translation>HDF5</translation>
    </message>
    <message>
        <source>Half window</source>
        <translation>半窗宽</translation>
    </message>
    <message>
        <source>Height above the baseline from which a point counts as band. Larger lets the baseline climb into weak bands.</source>
        <translation>超过基线多少的点算作谱带。更大时基线会爬进弱谱带。</translation>
    </message>
    <message>
        <source>Held-out originals</source>
        <translation>留出的原始光谱</translation>
    </message>
    <message>
        <source>High-frequency noise of generated spectra over that of held-out originals; 1 is right, below 1 too smooth, above 1 too noisy.</source>
        <translation>生成光谱与留出原始光谱的高频噪声之比；1 为合适，小于 1 过于平滑，大于 1 噪声过大。</translation>
    </message>
    <message>
        <source>High-frequency noise, compared with the middle of the training originals.</source>
        <translation>高频噪声，与训练原始光谱的中间水平相比。</translation>
    </message>
    <message>
        <source>Higher follows more curved fluorescence; too high swings into the bands and at the ends.</source>
        <translation>更高可跟随更弯曲的荧光；过高会在谱带和两端摆动。</translation>
    </message>
    <message>
        <source>Higher keeps bands better and smooths less.</source>
        <translation>更高能更好地保留谱带，平滑更少。</translation>
    </message>
    <message>
        <source>How densely generated spectra lie where originals lie; about 1, less where they fall outside, more where they crowd around typical spectra.</source>
        <translation>生成光谱在原始光谱所在之处的密集程度；约为 1，落在外面时更小，挤在典型光谱周围时更大。</translation>
    </message>
    <message>
        <source>How far a main peak is from its place in the mean spectrum.</source>
        <translation>主峰离平均光谱中的位置有多远。</translation>
    </message>
    <message>
        <source>How far above the fit a point may lie before it is clipped. 0 drags the baseline to the lower edge of the noise.</source>
        <translation>点高出拟合多少时被截去。0 使基线贴到噪声下缘。</translation>
    </message>
    <message>
        <source>How far the smoothed spectrum dips below zero.</source>
        <translation>平滑后的光谱低于零多少。</translation>
    </message>
    <message>
        <source>How firmly the slope of the critic is held at k. 0 switches the penalty off.</source>
        <translation>评判网络的斜率被约束在 k 附近的力度。0 关闭惩罚。</translation>
    </message>
    <message>
        <source>How long each model trains. Quick is for a first look, not for results.</source>
        <translation>每个模型训练多久。“快速”仅供初看，不用于结果。</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>How much lower than usual the lowest of the main peaks is.</source>
        <translation>最低的主峰比通常低多少。</translation>
    </message>
    <message>
        <source>How much nearer spectra are to their own kind than to the other on 10 PCA scores; 0 where generated and original mix, 1 where they are far apart.</source>
        <translation>在 10 个 PCA 得分上，光谱离同类比离异类近多少；生成与原始混合时为 0，相距很远时为 1。</translation>
    </message>
    <message>
        <source>How often a cross-validated linear classifier (PCA scores and texture) puts a generated spectrum above an original: 0.5 is chance, 1 is never wrong.</source>
        <translation>经交叉验证的线性分类器（PCA 得分与纹理）把生成光谱排在原始光谱之上的频率：0.5 为偶然，1 为从不出错。</translation>
    </message>
    <message>
        <source>How often relabelled spectra would differ as much as original and generated do (maximum mean discrepancy on 10 PCA scores); below 0.05 the difference is real.</source>
        <translation>重新标注的光谱与“原始/生成”差异同样大的频率（10 个 PCA 得分上的最大均值差异）；低于 0.05 则差异是真实的。</translation>
    </message>
    <message>
        <source>How often relabelled spectra would show as large a difference in any quantity of any band; all are counted together, so below 0.05 at least one band differs.</source>
        <translation>重新标注的光谱在任一谱带的任一量上出现同样大差异的频率；全部合并计算，因此低于 0.05 时至少有一个谱带不同。</translation>
    </message>
    <message>
        <source>How often the same classifier would do as well on relabelled spectra; below 0.05 the difference is real, however small.</source>
        <translation>同一分类器在重新标注的光谱上表现同样好的频率；低于 0.05 则差异是真实的，无论多小。</translation>
    </message>
    <message>
        <source>How well K-means with two clusters on 10 PCA scores tells generated from original: 0 not at all, 1 completely. Nearly blind to copies and missing peaks.</source>
        <translation>在 10 个 PCA 得分上，两类 K-means 区分生成与原始的程度：0 完全不能，1 完全能。对复制和缺峰几乎是盲的。</translation>
    </message>
    <message>
        <source>IarPLS</source>
        <translation>IarPLS</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>读入</translation>
    </message>
    <message>
        <source>Improved polynomial (Vancouver)</source>
        <translation>改进多项式（Vancouver）</translation>
    </message>
    <message>
        <source>In the PCA plot both clouds could be one.</source>
        <translation>在 PCA 图中，两团可以看作一团。</translation>
    </message>
    <message>
        <source>In the PCA plot the two clouds differ by more than chance.</source>
        <translation>在 PCA 图中，两团的差异超出偶然。</translation>
    </message>
    <message>
        <source>Interpolates to points this far apart. The stiffness λ of the baseline acts per point, so that another spacing needs another λ.</source>
        <translation>插值到此间隔的点。基线的刚度 λ 按点起作用，因此间隔不同时 λ 也应不同。</translation>
    </message>
    <message>
        <source>Interpolates to this many evenly spaced points; an alternative to the spacing.</source>
        <translation>插值到此数量的等距点；可代替间隔。</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>插值</translation>
    </message>
    <message>
        <source>It covers less than nine tenths of what most spectra cover, so all spectra were cropped to what it covers.</source>
        <translation>它覆盖的范围不到大多数光谱的十分之九，因此所有光谱都被裁到它所覆盖的范围。</translation>
    </message>
    <message>
        <source>It repeats a training spectrum.</source>
        <translation>它重复了某条训练光谱。</translation>
    </message>
    <message>
        <source>It was measured at fewer than 50 points.</source>
        <translation>测量点数少于 50。</translation>
    </message>
    <message>
        <source>Iterations at most</source>
        <translation>最多迭代次数</translation>
    </message>
    <message>
        <source>JCAMP-DX</source>
        <translation>JCAMP-DX</translation>
    </message>
    <message>
        <source>K-means cannot tell them apart, which alone proves little.</source>
        <translation>K-means 无法区分它们，但这本身说明不了多少。</translation>
    </message>
    <message>
        <source>K-means puts generated and measured spectra into different clusters.</source>
        <translation>K-means 把生成光谱和实测光谱归入不同的聚类。</translation>
    </message>
    <message>
        <source>K-means, adjusted Rand index</source>
        <translation>K-means，调整兰德指数</translation>
    </message>
    <message>
        <source>K-means, purity</source>
        <translation>K-means，纯度</translation>
    </message>
    <message>
        <source>Keeps the networks&apos; weights, so that more spectra can be drawn later.</source>
        <translation>保留网络权重，以后可再生成光谱。</translation>
    </message>
    <message>
        <source>Knots</source>
        <translation>节点数</translation>
    </message>
    <message>
        <source>LabSpec 6</source>
        <translation>LabSpec 6</translation>
    </message>
    <message>
        <source>LabSpec XML</source>
        <translation>LabSpec XML</translation>
    </message>
    <message>
        <source>Larger follows broad fluorescence only; smaller bends into bands. It acts per point: the default was tuned at 1.4 cm⁻¹ between points; at half the spacing the same curve needs 16 times as much (order 2).</source>
        <translation>更大只跟随宽的荧光；更小会弯进谱带。它按点起作用：默认值是在点间距 1.4 cm⁻¹ 时调定的；间距减半时，同样的曲线需要 16 倍（二阶）。</translation>
    </message>
    <message>
        <source>Larger follows broad fluorescence only; smaller bends into bands. Points that lie twice as close need twice as much.</source>
        <translation>值越大，只跟随宽的荧光背景；越小，越会弯入谱带。点距减半时，所需的值加倍。</translation>
    </message>
    <message>
        <source>Larger smooths more, and lowers narrow bands. It acts per point: at half the spacing the same curve needs 16 times as much.</source>
        <translation>更大平滑更多，并降低窄谱带。它按点起作用：间距减半时，同样的曲线需要 16 倍。</translation>
    </message>
    <message>
        <source>Largest difference of the distributions (Kolmogorov-Smirnov) of position, width, height, area and relative height of all distinct bands; 0 the same, 1 apart.</source>
        <translation>全部清晰谱带的位置、宽度、高度、面积和相对高度的分布之间的最大差异（Kolmogorov-Smirnov）；0 为相同，1 为完全分开。</translation>
    </message>
    <message>
        <source>Laser</source>
        <translation>激光</translation>
    </message>
    <message>
        <source>Latent variables</source>
        <translation>隐变量</translation>
    </message>
    <message>
        <source>Learning rate, critic</source>
        <translation>学习率，评判网络</translation>
    </message>
    <message>
        <source>Learning rate, generator</source>
        <translation>学习率，生成网络</translation>
    </message>
    <message>
        <source>Learning rate, latent network</source>
        <translation>学习率，隐变量网络</translation>
    </message>
    <message>
        <source>Leave its file out, or choose the range by hand, to keep the others whole.</source>
        <translation>不读入该文件，或手动选择范围，以保持其他光谱完整。</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不读入</translation>
    </message>
    <message>
        <source>Left alone</source>
        <translation>不处理</translation>
    </message>
    <message>
        <source>Length that the critic&apos;s gradient is held at: penalty = mean of (norm − k)².</source>
        <translation>评判网络梯度保持的长度：惩罚 = (norm − k)² 的平均。</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Linear lowers sharp peaks a little; PCHIP keeps their height better and never overshoots. Used only where points have to be moved.</source>
        <translation>线性会略微降低尖峰；PCHIP 更好地保持峰高且不会过冲。仅在需要移动点时使用。</translation>
    </message>
    <message>
        <source>Look at the place before using bands there.</source>
        <translation>使用该处的谱带之前请先查看。</translation>
    </message>
    <message>
        <source>MATLAB</source>
        <translation>MATLAB</translation>
    </message>
    <message>
        <source>MMD, p-value</source>
        <translation>MMD，p 值</translation>
    </message>
    <message>
        <source>Many generated spectra lie where you never measured any.</source>
        <translation>许多生成光谱位于您从未测到的地方。</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Measure with less laser power or a shorter exposure; heights of cut-off bands are wrong.</source>
        <translation>请降低激光功率或缩短曝光重测；被截断谱带的高度是错误的。</translation>
    </message>
    <message>
        <source>Measured spectra</source>
        <translation>实测光谱</translation>
    </message>
    <message>
        <source>Measured with the laser off, for the same exposure. While reading, their mean is subtracted from all others, and they leave the set.</source>
        <translation>在激光关闭、曝光时间相同的条件下测得。读取时从所有其他光谱中减去其平均值，暗光谱随即移出数据集。</translation>
    </message>
    <message>
        <source>Memorisation ratio</source>
        <translation>记忆比</translation>
    </message>
    <message>
        <source>Memory of the gradient. 0 is usual with a gradient penalty.</source>
        <translation>对梯度的记忆。使用梯度惩罚时通常取 0。</translation>
    </message>
    <message>
        <source>Memory of the square of the gradient.</source>
        <translation>对梯度平方的记忆。</translation>
    </message>
    <message>
        <source>Minerals / crystals</source>
        <translation>矿物/晶体</translation>
    </message>
    <message>
        <source>Min–max</source>
        <translation>最小–最大</translation>
    </message>
    <message>
        <source>Missing main peak</source>
        <translation>缺少主峰</translation>
    </message>
    <message>
        <source>Mixture model</source>
        <translation>混合模型</translation>
    </message>
    <message>
        <source>Mixup</source>
        <translation>混合（Mixup）</translation>
    </message>
    <message>
        <source>Modified polynomial</source>
        <translation>修正多项式</translation>
    </message>
    <message>
        <source>More folds: larger training parts, fewer spectra to judge by, longer training.</source>
        <translation>折数越多：训练部分越大，用于评判的光谱越少，训练越久。</translation>
    </message>
    <message>
        <source>More steps: a better critic, a slower training.</source>
        <translation>步数越多：评判网络越好，训练越慢。</translation>
    </message>
    <message>
        <source>Move the axis by</source>
        <translation>轴平移量</translation>
    </message>
    <message>
        <source>Moving average over the rolled curve; more makes the baseline rounder.</source>
        <translation>对滚动曲线的滑动平均；越多基线越圆滑。</translation>
    </message>
    <message>
        <source>Moving average within the estimate; more keeps the baseline from following the lower edge of the noise. The spectrum itself is not smoothed.</source>
        <translation>估计过程中的滑动平均；越多，基线越不会贴着噪声下缘。光谱本身不被平滑。</translation>
    </message>
    <message>
        <source>Name of the column, or of the field in the file&apos;s header. Empty: group, sample or specimen.</source>
        <translation>列名，或文件头中的字段名。留空：group、sample 或 specimen。</translation>
    </message>
    <message>
        <source>Name of the column, or of the field in the file&apos;s header. Empty: label, class, substance or material.</source>
        <translation>列名，或文件头中的字段名。留空：label、class、substance 或 material。</translation>
    </message>
    <message>
        <source>Negative lobe</source>
        <translation>负瓣</translation>
    </message>
    <message>
        <source>Neighbours used</source>
        <translation>使用的邻点数</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>No band differs by more than chance.</source>
        <translation>没有谱带的差异超出偶然。</translation>
    </message>
    <message>
        <source>No difference, but with so few spectra measured ones differ among each other by more than would matter.</source>
        <translation>没有差异，但光谱如此之少，实测光谱彼此的差异就已超过有意义的程度。</translation>
    </message>
    <message>
        <source>No generated spectrum is a copy.</source>
        <translation>没有生成光谱是复制的。</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Noise allowed</source>
        <translation>允许的噪声</translation>
    </message>
    <message>
        <source>Noise and fine structure of this width are as strong as in your spectra.</source>
        <translation>这一宽度的噪声和细微结构与您的光谱一样强。</translation>
    </message>
    <message>
        <source>Noise ratio</source>
        <translation>噪声比</translation>
    </message>
    <message>
        <source>Noise, where it is farthest off</source>
        <translation>噪声，偏差最大处</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Number of random numbers from which a spectrum is made; the first of them stand for the components of variation.</source>
        <translation>生成一条光谱所用的随机数个数；其中最前面的代表变化成分。</translation>
    </message>
    <message>
        <source>Size of the steps of the small network that shapes the latent variables. After a warm start these have their shape already, and training can hardly but blur it: what suits is 0.00001 then, and 0.002 without a warm start.</source>
        <translation>塑造隐变量的小网络的步长。预热之后，隐变量已具有应有的分布，训练几乎只会使其模糊：此时适合 0.00001，无预热时适合 0.002。</translation>
    </message>
    <message>
        <source>The first latent variables are drawn as the originals&apos; scores along each component are distributed, in one of these ways; training then bends them further. What suits the spectra is the way whose draws from half of the training spectra are hardest to tell from the other half; of few spectra, the one that comes as near to them as spectra left out do.</source>
        <translation>前几个潜变量按原始光谱在各主成分上的得分分布抽取，方式可选；训练随后使其进一步弯曲。“适合这些光谱的方式”是指：用一半训练光谱抽取出的光谱最难与另一半区分的那种方式；光谱很少时，则是与训练光谱的接近程度和被留出光谱相同的那种方式。</translation>
    </message>
    <message>
        <source>What suits the spectra is the way whose draws from half of the training spectra are hardest to tell from the other half; of few spectra, the one that comes as near to them as spectra left out do. Local follows bent clouds and keeps tails and clusters; smoothed keeps tails and clusters, and bends less; copula keeps each score&apos;s tails; Gaussian assumes one cloud without tails.</source>
        <translation>“适合这些光谱的方式”是指：用一半训练光谱抽取出的光谱最难与另一半区分的那种方式；光谱很少时，则是与训练光谱的接近程度和被留出光谱相同的那种方式。“局部”能跟随弯曲的点云，并保留尾部和聚类；“平滑”保留尾部和聚类，但弯曲较少；“连接函数（copula）”保留每个得分的尾部；“高斯”假设只有一个没有尾部的点云。</translation>
    </message>
    <message>
        <source>Where none was measured</source>
        <translation>位于没有测量光谱的地方</translation>
    </message>
    <message>
        <source>as suits the warm start</source>
        <translation>视预热而定</translation>
    </message>
    <message>
        <source>Before it meets the critic, the generator is brought to the mean spectrum and the main ways in which the training spectra differ. 0 starts from random weights.</source>
        <translation>在与评判网络对抗之前，生成器先被带到平均光谱以及训练光谱之间的主要差异方式。0 表示从随机权重开始。</translation>
    </message>
    <message>
        <source>At some place generated spectra are noisier, or smoother, than yours.</source>
        <translation>在某一处，生成光谱比您的光谱噪声更大或更平滑。</translation>
    </message>
    <message>
        <source>By what factor their noise is too strong or too weak at that place along the axis, of up to sixteen, where it is farthest off; 1 is right.</source>
        <translation>沿坐标轴至多十六个位置中偏差最大的一处，生成光谱的噪声过强或过弱的倍数；1 为合适。</translation>
    </message>
    <message>
        <source>Local: near training scores, towards their neighbours</source>
        <translation>局部：在训练得分附近，朝向其邻近得分</translation>
    </message>
    <message>
        <source>Measured at 785 nm within the CHARISMA project: one specimen, labelled TiO2 by its source, on two spectrometers at five laser powers, five repeats each. The verdict on it is &quot;inconclusive&quot; at best, because one specimen cannot stand for a substance.</source>
        <translation>在 CHARISMA 项目中用 785 nm 测量：一个样品（来源标为 TiO2），两台光谱仪，五种激光功率，各重复五次。其判定最多只能是“无法判定”，因为一个样品不能代表一种物质。</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Not with calibrated spectra</source>
        <translation>不与已校准光谱混用</translation>
    </message>
    <message>
        <source>Nothing is changed. For spectra that another program has corrected and normalised.</source>
        <translation>不作任何改动。适用于已由其他程序校正和归一化的光谱。</translation>
    </message>
    <message>
        <source>NumPy archive</source>
        <translation>NumPy 归档</translation>
    </message>
    <message>
        <source>NumPy array</source>
        <translation>NumPy 数组</translation>
    </message>
    <message>
        <source>Number of generated spectra for every class.</source>
        <translation>每个类别的生成光谱数。</translation>
    </message>
    <message>
        <source>Number of original and of generated spectra that the critic sees in a step.</source>
        <translation>评判网络每步看到的原始光谱和生成光谱数。</translation>
    </message>
    <message>
        <source>Number of points</source>
        <translation>点数</translation>
    </message>
    <message>
        <source>Ocean Optics SpectraSuite</source>
        <translation>Ocean Optics SpectraSuite</translation>
    </message>
    <message>
        <source>Offset and slope</source>
        <translation>偏移与斜率</translation>
    </message>
    <message>
        <source>One file for readers of a paper: data, recipe, curves, spectra, verdict, review.</source>
        <translation>给论文读者的一个文件：数据、校正步骤、曲线、光谱、判定、审查。</translation>
    </message>
    <message>
        <source>One part held out</source>
        <translation>留出一部分</translation>
    </message>
    <message>
        <source>One row a spectrum, for spreadsheets and other tools; rejected ones go into a table of their own, with the reason of each.</source>
        <translation>每条光谱一行，供电子表格和其他工具使用；被拒绝的光谱另成一表，各附原因。</translation>
    </message>
    <message>
        <source>One-sided penalty</source>
        <translation>单侧惩罚</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Order of the background</source>
        <translation>背景的阶数</translation>
    </message>
    <message>
        <source>Order of the polynomial that stands for what is left of the background.</source>
        <translation>代表剩余背景的多项式阶数。</translation>
    </message>
    <message>
        <source>Otherwise generating networks are judged on the set&apos;s own split alone, with the models at hand; training them anew takes minutes to hours.</source>
        <translation>否则仅用现有模型在数据集自身的划分上评判生成网络；重新训练需要几分钟到几小时。</translation>
    </message>
    <message>
        <source>PCHIP (smooth, without overshoot)</source>
        <translation>PCHIP（平滑，无过冲）</translation>
    </message>
    <message>
        <source>Part held out</source>
        <translation>留出部分</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>Pattern of the file name</source>
        <translation>文件名模式</translation>
    </message>
    <message>
        <source>Penalty at every n-th critic step</source>
        <translation>每隔 n 个评判步施加惩罚</translation>
    </message>
    <message>
        <source>Pieces that the spline is made of. More takes longer and follows narrower bends.</source>
        <translation>样条的分段数。越多越慢，能跟随更窄的弯曲。</translation>
    </message>
    <message>
        <source>Pinned at</source>
        <translation>固定位置</translation>
    </message>
    <message>
        <source>Pixel axes</source>
        <translation>像素横轴</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Points above this Raman shift are cut off.</source>
        <translation>高于此拉曼位移的点被裁掉。</translation>
    </message>
    <message>
        <source>Points below this Raman shift are cut off.</source>
        <translation>低于此拉曼位移的点被裁掉。</translation>
    </message>
    <message>
        <source>Points on each side whose mean fills the place of a spike.</source>
        <translation>用两侧多少个点的平均填补尖峰。</translation>
    </message>
    <message>
        <source>Points without a value (NaN) were bridged by straight lines, as was asked for.</source>
        <translation>按要求，没有数值的点（NaN）已用直线补上。</translation>
    </message>
    <message>
        <source>Polynomial background</source>
        <translation>多项式背景</translation>
    </message>
    <message>
        <source>Polynomial order</source>
        <translation>多项式阶数</translation>
    </message>
    <message>
        <source>Polystyrene</source>
        <translation>聚苯乙烯</translation>
    </message>
    <message>
        <source>Position, width, height and area of every distinct band are distributed as measured.</source>
        <translation>每个清晰谱带的位置、宽度、高度和面积的分布与实测一致。</translation>
    </message>
    <message>
        <source>Power of what varies 0.06 to 0.12 times per point, generated less original, in dB; 0 is right. Smoothing and the ripples of networks show here.</source>
        <translation>每点变化 0.06 至 0.12 次的成分的功率，生成减原始，单位 dB；0 为合适。平滑和网络的波纹会在此显现。</translation>
    </message>
    <message>
        <source>Power of what varies 0.12 to 0.25 times per point, generated less original, in dB; 0 is right. Smoothing and the ripples of networks show here.</source>
        <translation>每点变化 0.12 至 0.25 次的成分的功率，生成减原始，单位 dB；0 为合适。平滑和网络的波纹会在此显现。</translation>
    </message>
    <message>
        <source>Power of what varies 0.25 to 0.38 times per point, generated less original, in dB; 0 is right. Smoothing and the ripples of networks show here.</source>
        <translation>每点变化 0.25 至 0.38 次的成分的功率，生成减原始，单位 dB；0 为合适。平滑和网络的波纹会在此显现。</translation>
    </message>
    <message>
        <source>Power of what varies 0.38 to 0.50 times per point, generated less original, in dB; 0 is right. Smoothing and the ripples of networks show here.</source>
        <translation>每点变化 0.38 至 0.50 次的成分的功率，生成减原始，单位 dB；0 为合适。平滑和网络的波纹会在此显现。</translation>
    </message>
    <message>
        <source>Power, 0.06–0.12 per point</source>
        <translation>功率，每点 0.06–0.12</translation>
    </message>
    <message>
        <source>Power, 0.12–0.25 per point</source>
        <translation>功率，每点 0.12–0.25</translation>
    </message>
    <message>
        <source>Power, 0.25–0.38 per point</source>
        <translation>功率，每点 0.25–0.38</translation>
    </message>
    <message>
        <source>Power, 0.38–0.50 per point</source>
        <translation>功率，每点 0.38–0.50</translation>
    </message>
    <message>
        <source>Princeton Instruments</source>
        <translation>Princeton Instruments</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Punish only slopes above k. By default slopes below k are punished as well.</source>
        <translation>只惩罚大于 k 的斜率。默认情况下小于 k 的斜率也受惩罚。</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>RMSprop</source>
        <translation>RMSprop</translation>
    </message>
    <message>
        <source>Radius of the ball. Larger leaves broad bands alone; smaller rolls into them.</source>
        <translation>球的半径。更大则不影响宽谱带；更小会滚进谱带。</translation>
    </message>
    <message>
        <source>Raman Open Database</source>
        <translation>Raman Open Database</translation>
    </message>
    <message>
        <source>RamanGAN</source>
        <translation>RamanGAN</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Regions in which the baseline is held to each spectrum, because there is no band: 795-805, 1710-1740.</source>
        <translation>因没有谱带而让基线贴合每条光谱的区域：795-805, 1710-1740。</translation>
    </message>
    <message>
        <source>Regions that are cut out, such as a band of the glass or the edge of a filter: 480-520, 1085-1110.</source>
        <translation>要裁掉的区域，例如玻璃的谱带或滤光片边缘：480-520, 1085-1110。</translation>
    </message>
    <message>
        <source>Remove it; it says nothing about the substance.</source>
        <translation>请移除它；它不含任何物质信息。</translation>
    </message>
    <message>
        <source>Remove one of them: copies on both sides of the split make a verdict look too good.</source>
        <translation>请移除其中之一：划分两侧的复制会使判定显得过好。</translation>
    </message>
    <message>
        <source>Renishaw WiRE</source>
        <translation>Renishaw WiRE</translation>
    </message>
    <message>
        <source>Report (HTML)</source>
        <translation>报告（HTML）</translation>
    </message>
    <message>
        <source>Rolling ball</source>
        <translation>滚动球</translation>
    </message>
    <message>
        <source>Root mean square difference between the mean spectra, part of the highest peak.</source>
        <translation>平均光谱之差的均方根，相对于最高峰。</translation>
    </message>
    <message>
        <source>Root mean square difference between the standard deviations at each point, part of the usual standard deviation.</source>
        <translation>各点标准差之差的均方根，相对于通常的标准差。</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Rule by which the weights follow the gradient.</source>
        <translation>权重跟随梯度的规则。</translation>
    </message>
    <message>
        <source>SD</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>SD ratio</source>
        <translation>标准差比</translation>
    </message>
    <message>
        <source>SNIP</source>
        <translation>SNIP</translation>
    </message>
    <message>
        <source>SNV (mean 0, SD 1)</source>
        <translation>SNV（均值 0，标准差 1）</translation>
    </message>
    <message>
        <source>Same detector</source>
        <translation>同一探测器</translation>
    </message>
    <message>
        <source>Savitzky–Golay</source>
        <translation>Savitzky–Golay</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Seed of the split</source>
        <translation>划分的种子</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>Shape α of the weights</source>
        <translation>权重的形状参数 α</translation>
    </message>
    <message>
        <source>Share of generated spectra that are a measured one, or each other, once more.</source>
        <translation>生成光谱中与某条实测光谱或彼此相同的比例。</translation>
    </message>
    <message>
        <source>Share of generated spectra whose most similar spectrum is another generated one; about one half if they mix with held-out originals, 1 if they stand apart.</source>
        <translation>最相似光谱为另一条生成光谱的生成光谱比例；与留出原始光谱混合时约为一半，分开时为 1。</translation>
    </message>
    <message>
        <source>Share of held-out originals whose most similar spectrum is another original; about one half if generated spectra mix with them, 1 if they stand apart.</source>
        <translation>最相似光谱为另一条原始光谱的留出原始光谱比例；与生成光谱混合时约为一半，分开时为 1。</translation>
    </message>
    <message>
        <source>Share of held-out originals with a generated spectrum among their nearest neighbours; low where a kind of spectrum is never generated.</source>
        <translation>最近邻中有生成光谱的留出原始光谱比例；若某类光谱从未生成则偏低。</translation>
    </message>
    <message>
        <source>Share of spectra that are of the commonest kind of their cluster; 0.5 where generated and original mix, 1 where each cluster has one kind.</source>
        <translation>属于所在聚类中最常见种类的光谱比例；生成与原始混合时为 0.5，每个聚类只有一种时为 1。</translation>
    </message>
    <message>
        <source>Share of the groups of each class that is held out when only one part is.</source>
        <translation>只留出一部分时，每个类别留出的分组比例。</translation>
    </message>
    <message>
        <source>Share of the training spectra that chooses the best state instead of training.</source>
        <translation>不用于训练、而用于选择最佳状态的训练光谱比例。</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Show the critic denoised originals with fresh noise of their own level, so that it cannot learn the noise of few spectra by heart. Off: the originals as measured.</source>
        <translation>给评判网络看去噪的原始光谱并加上同等强度的新噪声，使其无法死记少数光谱的噪声。关闭：使用实测的原始光谱。</translation>
    </message>
    <message>
        <source>Silhouette</source>
        <translation>轮廓系数</translation>
    </message>
    <message>
        <source>Silicon (520.7 cm⁻¹)</source>
        <translation>硅（520.7 cm⁻¹）</translation>
    </message>
    <message>
        <source>Simulated, not measured: 204 spectra of four invented substances in unequal numbers (80, 60, 40 and 24), four spectra on each specimen, with fluorescence and noise, for which the truth is known.</source>
        <translation>模拟数据，并非实测：四种虚构物质的 204 条光谱，数量不等（80、60、40 和 24），每个样品四条，带荧光和噪声，真实情况已知。</translation>
    </message>
    <message>
        <source>Size of the critic&apos;s steps.</source>
        <translation>评判网络的步长。</translation>
    </message>
    <message>
        <source>Size of the steps of the generator&apos;s transposed convolutions.</source>
        <translation>生成网络转置卷积的步长。</translation>
    </message>
    <message>
        <source>Slope of the critic k</source>
        <translation>评判网络的斜率 k</translation>
    </message>
    <message>
        <source>Smoothed: jitter as wide as neighbours are far</source>
        <translation>平滑：加微扰，邻近光谱越远越宽</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Smoothness of the spline</source>
        <translation>样条平滑度</translation>
    </message>
    <message>
        <source>Smoothness λ</source>
        <translation>平滑度 λ</translation>
    </message>
    <message>
        <source>Some generated spectra are copies; do not count them as new.</source>
        <translation>有些生成光谱是复制的；不要把它们当作新的。</translation>
    </message>
    <message>
        <source>Some kinds of spectra that you measured are never generated.</source>
        <translation>您测到的某些种类的光谱从未生成。</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Specimen from</source>
        <translation>样品来源</translation>
    </message>
    <message>
        <source>Spectra in</source>
        <translation>光谱排列在</translation>
    </message>
    <message>
        <source>Spectra in which nothing is removed, as file#number, parted by |. The button below the plots puts the spectrum in view here.</source>
        <translation>不去除任何内容的光谱，写作 文件#编号，以 | 分隔。图下方的按钮可把当前光谱加入此处。</translation>
    </message>
    <message>
        <source>Spectra per step</source>
        <translation>每步光谱数</translation>
    </message>
    <message>
        <source>Spectra vary at the same Raman shifts, and as much, as in your measurements.</source>
        <translation>光谱变化的位置和幅度与您的测量相同。</translation>
    </message>
    <message>
        <source>Spectra whose axis counts pixels are left out beside calibrated ones. If you know that they come from the same detector and grating, those with as many points take the calibrated axis; they stay marked.</source>
        <translation>有已校准光谱时，横轴为像素的光谱不读入。若您知道它们来自同一探测器和光栅，点数相同的光谱采用已校准的横轴，并保留标记。</translation>
    </message>
    <message>
        <source>Spectra with gaps</source>
        <translation>有缺口的光谱</translation>
    </message>
    <message>
        <source>Spikes</source>
        <translation>尖峰</translation>
    </message>
    <message>
        <source>Splits into folds</source>
        <translation>分折的次数</translation>
    </message>
    <message>
        <source>Spread of the factor</source>
        <translation>系数的离散程度</translation>
    </message>
    <message>
        <source>Spread of the offset</source>
        <translation>偏移的离散程度</translation>
    </message>
    <message>
        <source>Spread of the shift</source>
        <translation>平移的离散程度</translation>
    </message>
    <message>
        <source>Spread of the slope</source>
        <translation>斜率的离散程度</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Standard deviation of the factor&apos;s logarithm: 0.05 changes heights by about 5 %.</source>
        <translation>系数对数的标准差：0.05 使高度变化约 5 %。</translation>
    </message>
    <message>
        <source>Standard deviation of the line&apos;s height, as a part of the height of the mean spectrum.</source>
        <translation>直线高度的标准差，以平均光谱高度的比例计。</translation>
    </message>
    <message>
        <source>Standard deviation of the line&apos;s rise from the middle to the end of the axis, as a part of the height of the mean spectrum.</source>
        <translation>直线从横轴中点到端点上升量的标准差，以平均光谱高度的比例计。</translation>
    </message>
    <message>
        <source>Standard deviation of the shift; about how well instruments are calibrated.</source>
        <translation>平移的标准差；约为仪器校准的精度。</translation>
    </message>
    <message>
        <source>Standard deviation over 10 PCA scores, generated over original; 1 is right, below 1 too uniform.</source>
        <translation>10 个 PCA 得分上的标准差，生成与原始之比；1 为合适，小于 1 过于单一。</translation>
    </message>
    <message>
        <source>Steepest step between neighbours that still counts as signal. Smaller finds smaller spikes, but begins to cut sharp bands.</source>
        <translation>相邻点之间仍算作信号的最陡变化。更小能发现更小的尖峰，但会开始切掉尖锐谱带。</translation>
    </message>
    <message>
        <source>Steps of the generator against the critic. 0 keeps the warm start.</source>
        <translation>生成网络对抗评判网络的步数。0 保留预热结果。</translation>
    </message>
    <message>
        <source>Stiffness λ</source>
        <translation>刚度 λ</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Switch on “Spikes” on the Correct page.</source>
        <translation>在校正页打开“尖峰”。</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>Taken less often, with as much more weight, the penalty costs less time.</source>
        <translation>频率降低而权重相应加大，惩罚耗时更少。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Text, packed with gzip</source>
        <translation>文本（gzip 压缩）</translation>
    </message>
    <message>
        <source>The axis counts pixels of the detector and is no Raman shift.</source>
        <translation>横轴是探测器像素，不是拉曼位移。</translation>
    </message>
    <message>
        <source>The detector reached its ceiling: three or more neighbouring points stand at exactly the highest value, or at the ceiling of a 16-bit detector.</source>
        <translation>探测器达到上限：三个或更多相邻点恰好等于最高值，或等于 16 位探测器的上限。</translation>
    </message>
    <message>
        <source>The generator that is kept is a running average over its steps; nearer to 1 averages over more of them, 0 switches it off.</source>
        <translation>保留的生成网络是各步的滑动平均；越接近 1 平均的步数越多，0 关闭平均。</translation>
    </message>
    <message>
        <source>The iteration ends when a pass changes less than this share. Smaller lets the baseline sink further below the bands.</source>
        <translation>一次迭代的变化小于此比例时结束。更小使基线降到谱带之下更低处。</translation>
    </message>
    <message>
        <source>The iteration ends when a pass changes less than this share. Smaller takes longer and hardly changes the baseline.</source>
        <translation>一次迭代的变化小于此比例时结束。更小耗时更长，基线几乎不变。</translation>
    </message>
    <message>
        <source>The mean spectrum agrees with that of your measurements.</source>
        <translation>平均光谱与您测量的一致。</translation>
    </message>
    <message>
        <source>The mean spectrum is off: some bands are on average too high, too low or displaced.</source>
        <translation>平均光谱有偏差：某些谱带平均过高、过低或有位移。</translation>
    </message>
    <message>
        <source>The method that learns from the originals and makes new spectra.</source>
        <translation>从原始光谱学习并生成新光谱的方法。</translation>
    </message>
    <message>
        <source>The same for every class</source>
        <translation>各类别相同</translation>
    </message>
    <message>
        <source>The same seed, versions and machine give the same spectra, bit for bit.</source>
        <translation>种子、版本和机器相同时，得到逐位相同的光谱。</translation>
    </message>
    <message>
        <source>The window has this many points on each side. Wider smooths more, and lowers bands that are narrower than the window.</source>
        <translation>窗口每侧的点数。更宽平滑更多，并会降低比窗口窄的谱带。</translation>
    </message>
    <message>
        <source>This could not be measured here.</source>
        <translation>此处无法测量。</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>充分</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>TiO2, two spectrometers (measured)</source>
        <translation>TiO2，两台光谱仪（实测）</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>时间限制</translation>
    </message>
    <message>
        <source>Times that the originals are divided anew by group; the first is the set&apos;s own.</source>
        <translation>按组重新划分原始光谱的次数；第一次为数据集自身的划分。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
    <message>
        <source>Too few measured spectra to say what would be usual.</source>
        <translation>实测光谱太少，无法说明通常是多少。</translation>
    </message>
    <message>
        <source>Train on</source>
        <translation>训练所用设备</translation>
    </message>
    <message>
        <source>Train on all, no verdict</source>
        <translation>用全部训练，无判定</translation>
    </message>
    <message>
        <source>Train the networks anew for every split</source>
        <translation>每次划分都重新训练网络</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Training is shortened so that the whole job ends within this time.</source>
        <translation>缩短训练，使整个工作在此时间内结束。</translation>
    </message>
    <message>
        <source>TriVista</source>
        <translation>TriVista</translation>
    </message>
    <message>
        <source>Typical distance to the nearest training spectrum, generated over held-out; 1 is new, well below 1 means that training spectra are repeated.</source>
        <translation>到最近训练光谱的典型距离，生成与留出之比；1 表示是新的，远小于 1 表示在重复训练光谱。</translation>
    </message>
    <message>
        <source>Unit of an axis whose file does not name it.</source>
        <translation>文件未注明横轴单位时采用的单位。</translation>
    </message>
    <message>
        <source>Unit of unnamed axes</source>
        <translation>未注明横轴的单位</translation>
    </message>
    <message>
        <source>Validation part</source>
        <translation>验证部分</translation>
    </message>
    <message>
        <source>Vector (unit length)</source>
        <translation>矢量（单位长度）</translation>
    </message>
    <message>
        <source>Verify in folds, then refit on all</source>
        <translation>分折验证，再用全部重新训练</translation>
    </message>
    <message>
        <source>WGAN-GP</source>
        <translation>WGAN-GP</translation>
    </message>
    <message>
        <source>WITec, several files</source>
        <translation>WITec，多个文件</translation>
    </message>
    <message>
        <source>Warm-start steps</source>
        <translation>预热步数</translation>
    </message>
    <message>
        <source>Wasatch Photonics, by rows</source>
        <translation>Wasatch Photonics，按行</translation>
    </message>
    <message>
        <source>Weight clipping</source>
        <translation>权重裁剪</translation>
    </message>
    <message>
        <source>Weight limit c</source>
        <translation>权重上限 c</translation>
    </message>
    <message>
        <source>Weight of points above the baseline; those below weigh 1 - p. Smaller keeps the baseline lower under the bands.</source>
        <translation>基线以上各点的权重；以下各点权重为 1 - p。更小使基线在谱带下更低。</translation>
    </message>
    <message>
        <source>Weight of points just above the baseline; those below weigh 1 - p. Smaller keeps the baseline lower in the noise.</source>
        <translation>略高于基线的点的权重；以下各点权重为 1 - p。更小使基线在噪声中更低。</translation>
    </message>
    <message>
        <source>Weight of the gradient penalty λ</source>
        <translation>梯度惩罚的权重 λ</translation>
    </message>
    <message>
        <source>Weighted means of two training spectra; averaging takes noise away and draws the spectra towards their mean.</source>
        <translation>两条训练光谱的加权平均；平均会减少噪声，并使光谱靠近其均值。</translation>
    </message>
    <message>
        <source>Weights are drawn from a Beta(α, α) distribution: small α stays near one of the two spectra, 1 draws all weights alike, large α averages them evenly.</source>
        <translation>权重取自 Beta(α, α) 分布：小 α 接近其中一条光谱，1 使各权重机会均等，大 α 使两条均等平均。</translation>
    </message>
    <message>
        <source>What keeps the critic&apos;s slope finite: a penalty on its gradient, or, for comparison, the older clipping of its weights, which is less stable.</source>
        <translation>使评判网络斜率有限的方式：对其梯度施加惩罚；或为比较而采用较早的权重裁剪，后者较不稳定。</translation>
    </message>
    <message>
        <source>What names the specimen; its replicates are never split between training and judging. Automatic: the pattern where it names {group}; else a group or sample in the file; else one per file with several spectra, and one for files that differ in a last number only (a_1, a_2).</source>
        <translation>由什么确定样品；同一样品的重复测量绝不会分到训练和评判两边。自动：模式中有 {group} 时按模式；否则按文件中的 group 或 sample；否则含多条光谱的文件各为一组，仅末尾数字不同的文件（a_1、a_2）合为一组。</translation>
    </message>
    <message>
        <source>What names the substance. Automatic: the pattern where one is given; else a label in the file; else the subfolder, if there are several; else the file name up to the first underscore or number.</source>
        <translation>由什么确定物质。自动：给出模式时按模式；否则按文件中的标签；否则按子文件夹（若有多个）；否则取文件名第一个下划线或数字之前的部分。</translation>
    </message>
    <message>
        <source>What separates the columns of text files.</source>
        <translation>文本文件各列之间的分隔符。</translation>
    </message>
    <message>
        <source>What suits the spectra</source>
        <translation>适合这些光谱的方式</translation>
    </message>
    <message>
        <source>What the classifier found is no chance.</source>
        <translation>分类器发现的差异并非偶然。</translation>
    </message>
    <message>
        <source>What the classifier found may well be chance.</source>
        <translation>分类器发现的差异很可能是偶然。</translation>
    </message>
    <message>
        <source>Where the spectra of a substance are shifted against each other and become clearly simpler when put in line, learn from them in line and shift what is drawn.</source>
        <translation>若同一物质的光谱彼此错位，且对齐后明显更简单，则从对齐后的光谱学习，并对生成的光谱再作相应位移。</translation>
    </message>
    <message>
        <source>Where the spectra of a substance were not normalised, and strong ones are noisier in proportion, learn from spectra of equal intensity and multiply what is drawn.</source>
        <translation>若同一物质的光谱未经归一化，且强光谱的噪声按比例更大，则从强度相等的光谱学习，并对生成的光谱再乘以相应强度。</translation>
    </message>
    <message>
        <source>Whether the spectra of a text table are its columns, beside the axis, or its rows, below it.</source>
        <translation>文本表中的光谱是位于横轴旁边的列，还是位于其下方的行。</translation>
    </message>
    <message>
        <source>Which originals a model never sees, so that they can judge its spectra.</source>
        <translation>模型从未见过哪些原始光谱，从而由它们评判其光谱。</translation>
    </message>
    <message>
        <source>Which spectra to take from tables that mark some as generated. Generated spectra are no originals and must not train a model.</source>
        <translation>对标有生成光谱的表，取哪些光谱。生成光谱不是原始光谱，不得用于训练模型。</translation>
    </message>
    <message>
        <source>Whitaker–Hayes</source>
        <translation>Whitaker–Hayes</translation>
    </message>
    <message>
        <source>Whittaker</source>
        <translation>Whittaker</translation>
    </message>
    <message>
        <source>With clipping: after each step the critic&apos;s weights are cut off at −c and c.</source>
        <translation>使用裁剪时：每一步之后，评判网络的权重被截到 −c 与 c 之间。</translation>
    </message>
    <message>
        <source>With the trained models</source>
        <translation>包含训练好的模型</translation>
    </message>
    <message>
        <source>Without</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Your spectra find generated ones as similar as other measured ones.</source>
        <translation>在您的光谱看来，生成光谱与其他实测光谱同样相似。</translation>
    </message>
    <message>
        <source>Your spectra find generated ones more similar than measured ones: the generated ones crowd in the middle, or repeat yours.</source>
        <translation>在您的光谱看来，生成光谱比实测光谱更相似：生成光谱聚在中间，或重复您的光谱。</translation>
    </message>
    <message>
        <source>Your spectra keep to themselves. A program, and an attentive eye, can tell them from your measured spectra.</source>
        <translation>您的光谱自成一体。程序或细心的眼睛能把生成光谱与您的实测光谱区分开。</translation>
    </message>
    <message>
        <source>a tenth of the SD</source>
        <translation>标准差的十分之一</translation>
    </message>
    <message>
        <source>airPLS</source>
        <translation>airPLS</translation>
    </message>
    <message>
        <source>arPLS</source>
        <translation>arPLS</translation>
    </message>
    <message>
        <source>as in the file</source>
        <translation>按文件</translation>
    </message>
    <message>
        <source>as measured</source>
        <translation>按实测</translation>
    </message>
    <message>
        <source>cm⁻¹</source>
        <translation>cm⁻¹</translation>
    </message>
    <message>
        <source>components found, and six more</source>
        <translation>成分数再加六</translation>
    </message>
    <message>
        <source>cosmic spike</source>
        <translation>宇宙射线尖峰</translation>
    </message>
    <message>
        <source>dB</source>
        <translation>dB</translation>
    </message>
    <message>
        <source>drPLS</source>
        <translation>drPLS</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>few points</source>
        <translation>点数过少</translation>
    </message>
    <message>
        <source>first point</source>
        <translation>第一个点</translation>
    </message>
    <message>
        <source>flat or empty</source>
        <translation>平坦或空白</translation>
    </message>
    <message>
        <source>gaps</source>
        <translation>缺口</translation>
    </message>
    <message>
        <source>intensity</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>last point</source>
        <translation>最后一个点</translation>
    </message>
    <message>
        <source>min</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>nm</source>
        <translation>nm</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>pixel axis</source>
        <translation>像素横轴</translation>
    </message>
    <message>
        <source>points</source>
        <translation>点</translation>
    </message>
    <message>
        <source>points a side</source>
        <translation>个点（每侧）</translation>
    </message>
    <message>
        <source>psalsa</source>
        <translation>psalsa</translation>
    </message>
    <message>
        <source>robust SD</source>
        <translation>倍稳健标准差</translation>
    </message>
    <message>
        <source>saturated</source>
        <translation>饱和</translation>
    </message>
    <message>
        <source>short range</source>
        <translation>范围过短</translation>
    </message>
    <message>
        <source>× usual</source>
        <translation>倍于通常</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>A blind test has one answer a spectrum.</source>
        <translation>盲测中每条光谱对应一个答案。</translation>
    </message>
    <message>
        <source>A limit is a finite number.</source>
        <translation>限值必须是有限的数。</translation>
    </message>
    <message>
        <source>A main peak is displaced by {0} {1}.</source>
        <translation>一个主峰偏移了 {0} {1}。</translation>
    </message>
    <message>
        <source>A plausibility filter needs training spectra without gaps.</source>
        <translation>合理性筛选需要没有缺口的训练光谱。</translation>
    </message>
    <message>
        <source>A preset needs a name.</source>
        <translation>预设需要一个名称。</translation>
    </message>
    <message>
        <source>A program, and an attentive eye, can tell them from your measured spectra.</source>
        <translation>程序和细心的眼睛都能把它们与您的实测光谱区分开。</translation>
    </message>
    <message>
        <source>A shift of {0} points{1}, a missing peak of {2} of the highest or noise {3} too high would most likely have been found, and so would the loss of half of the kinds of spectra.</source>
        <translation>{0} 个点的位移{1}、缺失一个高度为最高峰 {2} 的峰，或噪声偏高 {3}，都极有可能被发现；若少了一半种类的光谱，也会被发现。</translation>
    </message>
    <message>
        <source>A smoothing window of {0} points is wider than the spectra, which have {1}.</source>
        <translation>{0} 个点的平滑窗口比光谱还宽，光谱只有 {1} 个点。</translation>
    </message>
    <message>
        <source>A spectrum needs at least two points.</source>
        <translation>一条光谱至少需要两个点。</translation>
    </message>
    <message>
        <source>A window of {0} points (smoothing.half_window = {1}) is too narrow for a polynomial of order {2}.</source>
        <translation>{0} 个点的窗口（smoothing.half_window = {1}）对 {2} 阶多项式来说太窄。</translation>
    </message>
    <message>
        <source>Add spectra, use fewer folds, or leave the substance out.</source>
        <translation>请增加光谱、减少折数，或舍去该物质。</translation>
    </message>
    <message>
        <source>All its spectra have gaps (missing values).</source>
        <translation>其全部光谱都有缺口（缺失值）。</translation>
    </message>
    <message>
        <source>All spectra are the same, so there is nothing to lay out.</source>
        <translation>所有光谱都相同，没有可排布的内容。</translation>
    </message>
    <message>
        <source>All spectra of a file count as one specimen.</source>
        <translation>同一文件中的光谱算作一个样本。</translation>
    </message>
    <message>
        <source>All spectra of a folder count as one specimen.</source>
        <translation>同一文件夹中的光谱算作一个样本。</translation>
    </message>
    <message>
        <source>Ask for a number of generated spectra per class instead.</source>
        <translation>请改为指定每一类的生成光谱数。</translation>
    </message>
    <message>
        <source>At the same place, {0} {1}, several spectra of {2} had points removed as spikes: cosmic rays come anywhere, so these may be sharp bands. Look at them on the Correct page, and take a higher threshold.</source>
        <translation>{2} 的多条光谱在同一位置（{0} {1}）被当作尖峰去除了点：宇宙射线出现的位置是随机的，因此这些可能是尖锐的谱带。请在“校正”页上查看，并提高阈值。</translation>
    </message>
    <message>
        <source>Bands of {0}</source>
        <translation>{0} 的谱带</translation>
    </message>
    <message>
        <source>Baseline settings of their own: {0}. Classes that are corrected differently may be told apart by the correction alone: a classifier may learn the correction instead of the substance.</source>
        <translation>使用单独基线设置的类别：{0}。校正方式不同的类别，可能仅凭校正本身就能被区分：分类器学到的可能是校正方式，而不是物质。</translation>
    </message>
    <message>
        <source>Bring them to one axis first.</source>
        <translation>请先把它们放到同一横轴上。</translation>
    </message>
    <message>
        <source>Bring them to the same range first.</source>
        <translation>请先把它们裁到相同范围。</translation>
    </message>
    <message>
        <source>Bringing spectra to one axis</source>
        <translation>正在把光谱放到同一横轴上</translation>
    </message>
    <message>
        <source>But at this number of spectra {0} could just go unseen.</source>
        <translation>但光谱这么少时，{0}可能恰好看不出来。</translation>
    </message>
    <message>
        <source>But the measured training spectra differ from the held-out ones in much the same way, so this need not be the generator&apos;s doing: more independent specimens or series are needed.</source>
        <translation>但实测的训练光谱与留出光谱之间也有大致相同的差别，所以未必是生成器造成的：需要更多独立的样本或系列。</translation>
    </message>
    <message>
        <source>By little: {0}</source>
        <translation>略微：{0}</translation>
    </message>
    <message>
        <source>Calibrated PCA with {0} components; nothing was chosen between states.</source>
        <translation>校准 PCA，{0} 个成分；没有在不同状态之间作选择。</translation>
    </message>
    <message>
        <source>Check that they are separate measurements and not copies of one.</source>
        <translation>请检查它们是各自独立的测量，而不是同一条的副本。</translation>
    </message>
    <message>
        <source>Checking the file</source>
        <translation>正在检查文件</translation>
    </message>
    <message>
        <source>Checking the table</source>
        <translation>正在检查表格</translation>
    </message>
    <message>
        <source>Choose a less extreme stiffness or order, or another method.</source>
        <translation>请选择不那么极端的刚度或阶数，或换一种方法。</translation>
    </message>
    <message>
        <source>Choose a method that has one, such as airPLS.</source>
        <translation>请选择有刚度的方法，例如 airPLS。</translation>
    </message>
    <message>
        <source>Choose a range that all spectra cover.</source>
        <translation>请选择所有光谱都覆盖的范围。</translation>
    </message>
    <message>
        <source>Choose a shorter one.</source>
        <translation>请选择更短的名称。</translation>
    </message>
    <message>
        <source>Choose a smaller half window.</source>
        <translation>请选择更小的半窗口。</translation>
    </message>
    <message>
        <source>Choose a wider range or a smaller spacing.</source>
        <translation>请选择更宽的范围或更小的间隔。</translation>
    </message>
    <message>
        <source>Choose a wider range or another baseline method.</source>
        <translation>请选择更宽的范围或另一种基线方法。</translation>
    </message>
    <message>
        <source>Choose a wider range.</source>
        <translation>请选择更宽的范围。</translation>
    </message>
    <message>
        <source>Choose another place for the result.</source>
        <translation>请为结果另选位置。</translation>
    </message>
    <message>
        <source>Choose another range, or import the files apart.</source>
        <translation>请另选范围，或分开导入这些文件。</translation>
    </message>
    <message>
        <source>Choose the name of a file.</source>
        <translation>请选择一个文件名。</translation>
    </message>
    <message>
        <source>Choose λ by eye.</source>
        <translation>请用目测选择 λ。</translation>
    </message>
    <message>
        <source>Choose “Bridge short gaps” (import.gaps=bridge) to keep those with short ones.</source>
        <translation>要保留只有短缺口的光谱，请选择“填补短缺口”（import.gaps=bridge）。</translation>
    </message>
    <message>
        <source>Class {0}: original and generated spectra differ in their number of points ({1}).</source>
        <translation>类别 {0}：原始光谱与生成光谱的点数不同（{1}）。</translation>
    </message>
    <message>
        <source>Class {0}: {1} spectra contain values that are not numbers.</source>
        <translation>类别 {0}：{1} 条光谱含有非数值。</translation>
    </message>
    <message>
        <source>Class {0}: {1} spectra must be rows of a table.</source>
        <translation>类别 {0}：{1} 条光谱必须是表格的行。</translation>
    </message>
    <message>
        <source>Classes are named by files.</source>
        <translation>类别以文件命名。</translation>
    </message>
    <message>
        <source>Classes are named by folders.</source>
        <translation>类别以文件夹命名。</translation>
    </message>
    <message>
        <source>Classes are named by the beginnings of the file names.</source>
        <translation>类别以文件名的开头命名。</translation>
    </message>
    <message>
        <source>Classes are named by the pattern of the file names.</source>
        <translation>类别按文件名的模式命名。</translation>
    </message>
    <message>
        <source>Classes are those in the file.</source>
        <translation>类别取自文件。</translation>
    </message>
    <message>
        <source>Classes {0} have fewer specimens than parts: their accuracy holds within one specimen only.</source>
        <translation>类别 {0} 的样本数少于份数：其正确率只在一个样本之内成立。</translation>
    </message>
    <message>
        <source>Close it there, or save to another name.</source>
        <translation>请在那里关闭它，或以另一名称保存。</translation>
    </message>
    <message>
        <source>Close other programs and start it again.</source>
        <translation>请关闭其他程序后重新开始。</translation>
    </message>
    <message>
        <source>Column {0} must have one entry per generated spectrum.</source>
        <translation>列 {0} 必须为每条生成光谱各有一项。</translation>
    </message>
    <message>
        <source>Column {0} must have one entry per spectrum.</source>
        <translation>列 {0} 必须为每条光谱各有一项。</translation>
    </message>
    <message>
        <source>Comparing bands</source>
        <translation>正在比较谱带</translation>
    </message>
    <message>
        <source>Comparing noise</source>
        <translation>正在比较噪声</translation>
    </message>
    <message>
        <source>Comparing scores</source>
        <translation>正在比较得分</translation>
    </message>
    <message>
        <source>Comparing spectra</source>
        <translation>正在比较光谱</translation>
    </message>
    <message>
        <source>Comparing {0}</source>
        <translation>正在比较 {0}</translation>
    </message>
    <message>
        <source>Computing metrics</source>
        <translation>正在计算指标</translation>
    </message>
    <message>
        <source>Convert it first: the Data page asks for the laser wavelength.</source>
        <translation>请先换算：“数据”页会询问激光波长。</translation>
    </message>
    <message>
        <source>Correct it or leave it out.</source>
        <translation>请改正它或舍去它。</translation>
    </message>
    <message>
        <source>Correct its spectra first.</source>
        <translation>请先校正其光谱。</translation>
    </message>
    <message>
        <source>Correct the spectra first.</source>
        <translation>请先校正光谱。</translation>
    </message>
    <message>
        <source>Corrected spectra</source>
        <translation>校正后的光谱</translation>
    </message>
    <message>
        <source>Corrected {0} of {1} spectra</source>
        <translation>已校正 {0} / {1} 条光谱</translation>
    </message>
    <message>
        <source>Cropped to {0}; the measured points are unchanged.</source>
        <translation>已裁剪到 {0}；测量点未变。</translation>
    </message>
    <message>
        <source>Drawing spectra</source>
        <translation>正在抽取光谱</translation>
    </message>
    <message>
        <source>Drawing spectra of {0}</source>
        <translation>正在抽取 {0} 的光谱</translation>
    </message>
    <message>
        <source>Each file holds one class, so {0} (generated) was compared with {1} (originals); if these are two substances, the verdict means nothing.</source>
        <translation>两个文件各含一类，因此将 {0}（生成）与 {1}（原始）作了比较；若二者是不同物质，则结论没有意义。</translation>
    </message>
    <message>
        <source>Equal numbers were compared: a random choice of {0} each of {1} held-out and {2} generated spectra.</source>
        <translation>按相同数量比较：从 {1} 条留出光谱和 {2} 条生成光谱中各随机选取 {0} 条。</translation>
    </message>
    <message>
        <source>Every class is as large as the largest; nothing is to be added.</source>
        <translation>每一类都与最大的一类一样多，没有需要补充的。</translation>
    </message>
    <message>
        <source>Every spectrum counts as a specimen of its own.</source>
        <translation>每条光谱各算一个样本。</translation>
    </message>
    <message>
        <source>Exclude less.</source>
        <translation>请少排除一些。</translation>
    </message>
    <message>
        <source>Export it again; the copy may have been interrupted.</source>
        <translation>请重新导出；复制可能中断过。</translation>
    </message>
    <message>
        <source>Export it as text (one column of Raman shift, one of intensity) and open that.</source>
        <translation>请将其导出为文本（一列拉曼位移，一列强度），然后打开该文本。</translation>
    </message>
    <message>
        <source>Fewer than two points lie in the chosen range; the spectra reach from {0} to {1} {2}</source>
        <translation>所选范围内不足两个点；光谱从 {0} 到 {1} {2}</translation>
    </message>
    <message>
        <source>Fewer than two points lie in the chosen range; the spectra reach from {0} to {1}.</source>
        <translation>所选范围内不足两个点；光谱从 {0} 到 {1}。</translation>
    </message>
    <message>
        <source>File names were read by the pattern {0}</source>
        <translation>文件名按模式 {0} 读取</translation>
    </message>
    <message>
        <source>Files whose names begin alike count as one specimen.</source>
        <translation>文件名开头相同的文件算作一个样本。</translation>
    </message>
    <message>
        <source>Files whose names differ in a last number only (a_1, a_2) count as replicates of one specimen.</source>
        <translation>文件名只有末尾数字不同（a_1、a_2）的文件算作同一样本的重复测量。</translation>
    </message>
    <message>
        <source>Files without groups that hold several spectra count as one specimen each.</source>
        <translation>没有分组而含多条光谱的文件，每个算作一个样本。</translation>
    </message>
    <message>
        <source>Free some space, or save it to another place.</source>
        <translation>请腾出一些空间，或保存到别处。</translation>
    </message>
    <message>
        <source>Gaps (missing values).</source>
        <translation>缺口（缺失值）。</translation>
    </message>
    <message>
        <source>Generated and held-out spectra differ, though not by much, in: {0}.</source>
        <translation>生成光谱与留出光谱有差别，但不大，表现在：{0}。</translation>
    </message>
    <message>
        <source>Generated spectra are measured ones slightly changed: they hold no more variety than the training spectra, and tests find them to be copies.</source>
        <translation>生成光谱只是稍作改动的实测光谱：变化不比训练光谱多，检验会发现它们是副本。</translation>
    </message>
    <message>
        <source>Generated spectra are shifted by {0} points{1} (up to {2} would do).</source>
        <translation>生成光谱偏移了 {0} 个点{1}（不超过 {2} 即可）。</translation>
    </message>
    <message>
        <source>Generated spectra are {0} times as noisy as the validation spectra.</source>
        <translation>生成光谱的噪声是验证光谱的 {0} 倍。</translation>
    </message>
    <message>
        <source>Generated spectra keep to themselves. </source>
        <translation>生成光谱自成一群。</translation>
    </message>
    <message>
        <source>Generated spectra lie {0} times as far from the training spectra as the validation spectra do: they begin to repeat them.</source>
        <translation>生成光谱到训练光谱的距离是验证光谱的 {0} 倍：它们开始重复训练光谱。</translation>
    </message>
    <message>
        <source>Generated spectra must be rows of a table.</source>
        <translation>生成光谱必须是表格的行。</translation>
    </message>
    <message>
        <source>Generated spectra resemble each other too {0}: the nearest other one is {1} times as far as among originals{2}.</source>
        <translation>生成光谱彼此相似{0}：最近的另一条的距离是原始光谱之间的 {1} 倍{2}。</translation>
    </message>
    <message>
        <source>Generated spectra, {0}</source>
        <translation>生成光谱，{0}</translation>
    </message>
    <message>
        <source>Generator loss</source>
        <translation>生成器损失</translation>
    </message>
    <message>
        <source>Give the dark spectra a class of their own and choose that.</source>
        <translation>请给暗光谱单独一个类别，并选择它。</translation>
    </message>
    <message>
        <source>Give the same names to the same substances.</source>
        <translation>请给相同的物质取相同的名称。</translation>
    </message>
    <message>
        <source>Imported spectra</source>
        <translation>导入的光谱</translation>
    </message>
    <message>
        <source>In part {0}: </source>
        <translation>在第 {0} 部分：</translation>
    </message>
    <message>
        <source>In the smallest fold only {0} {1} of each kind could be compared; for a verdict each fold needs at least {2} held-out and as many generated ones.</source>
        <translation>最小的一折中每种光谱只能比较 {0} 条；要作出判定，每一折至少需要 {2} 条留出光谱和同样多的生成光谱。</translation>
    </message>
    <message>
        <source>Install RamanGAN again.</source>
        <translation>请重新安装 RamanGAN。</translation>
    </message>
    <message>
        <source>Intensities of shape {0} do not fit an axis of {1} points.</source>
        <translation>形状为 {0} 的强度与 {1} 个点的横轴不符。</translation>
    </message>
    <message>
        <source>Intensity</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Intensity (0 to 1)</source>
        <translation>强度（0 到 1）</translation>
    </message>
    <message>
        <source>Intensity (as measured)</source>
        <translation>强度（实测值）</translation>
    </message>
    <message>
        <source>Intensity (highest point 1)</source>
        <translation>强度（最高点为 1）</translation>
    </message>
    <message>
        <source>Intensity (standard deviations)</source>
        <translation>强度（标准差）</translation>
    </message>
    <message>
        <source>Intensity (unit area)</source>
        <translation>强度（单位面积）</translation>
    </message>
    <message>
        <source>Intensity (unit vector length)</source>
        <translation>强度（单位向量长度）</translation>
    </message>
    <message>
        <source>Interpolating {0}</source>
        <translation>正在插值 {0}</translation>
    </message>
    <message>
        <source>Interpolation must be linear or pchip; got {0}.</source>
        <translation>插值必须是 linear 或 pchip；得到的是 {0}。</translation>
    </message>
    <message>
        <source>It contains values that are not numbers.</source>
        <translation>含有非数值。</translation>
    </message>
    <message>
        <source>It could not be read to its end.</source>
        <translation>未能读到文件末尾。</translation>
    </message>
    <message>
        <source>It covers {0} only, not {1}.</source>
        <translation>它只覆盖 {0}，而不是 {1}。</translation>
    </message>
    <message>
        <source>It does not exist</source>
        <translation>它不存在</translation>
    </message>
    <message>
        <source>A main peak is missing or {0} % lower than usual.</source>
        <translation>一个主峰缺失，或比通常低 {0} %。</translation>
    </message>
    <message>
        <source>Generated spectra are too {0} from {1} to {2}: their noise there is {3} times that of held-out originals ({4} to {5} would do).</source>
        <translation>生成光谱在 {1} 至 {2} 处{0}：该处噪声是留出原始光谱的 {3} 倍（{4} 到 {5} 即可）。</translation>
    </message>
    <message>
        <source>Generated spectra are too {0}: their high-frequency noise is {1} times that of held-out originals ({2} to {3} would do).</source>
        <translation>生成光谱{0}：其高频噪声是留出原始光谱的 {1} 倍（{2} 到 {3} 即可）。</translation>
    </message>
    <message>
        <source>Generated spectra can be told from held-out originals on 10 PCA scores: the nearest point is of the same kind for {0} of originals and {1} of generated spectra, where about 50 % is expected.</source>
        <translation>在 10 个 PCA 得分上，生成光谱可与留出的原始光谱区分：最近点属同一种的，原始光谱占 {0}，生成光谱占 {1}，而预期约为 50 %。</translation>
    </message>
    <message>
        <source>Generated spectra can be told from held-out originals: the most similar spectrum is of the same kind for {0} of originals and {1} of generated spectra, where about 50 % is expected.</source>
        <translation>生成光谱可与留出的原始光谱区分：最相似的光谱属同一种的，原始光谱占 {0}，生成光谱占 {1}，而预期约为 50 %。</translation>
    </message>
    <message>
        <source>Generated spectra repeat training spectra: their distance to the nearest of them is {0} times that of held-out originals (at least {1} would do).</source>
        <translation>生成光谱重复了训练光谱：到最近训练光谱的距离是留出原始光谱的 {0} 倍（至少 {1} 即可）。</translation>
    </message>
    <message>
        <source>Generated spectra vary too {0}: along a main PCA axis their standard deviation is {1} times that of held-out originals ({2} to {3} would do).</source>
        <translation>生成光谱的变化{0}：沿一个主要 PCA 轴，其标准差是留出原始光谱的 {1} 倍（{2} 到 {3} 即可）。</translation>
    </message>
    <message>
        <source>It has a negative lobe of {0} % of the highest peak.</source>
        <translation>有一个深度为最高峰 {0} % 的负瓣。</translation>
    </message>
    <message>
        <source>It has no column or field {0}; it has: {1}.</source>
        <translation>没有列或字段 {0}；有的是：{1}。</translation>
    </message>
    <message>
        <source>It holds no intensities.</source>
        <translation>不含强度。</translation>
    </message>
    <message>
        <source>It holds {0}, which is no Raman spectrum. To use it all the same, choose the unit of its axis for the import (import.x_unit).</source>
        <translation>其中是{0}，不是拉曼光谱。若仍要使用，请在导入时选择其横轴单位（import.x_unit）。</translation>
    </message>
    <message>
        <source>It is a folder</source>
        <translation>它是文件夹</translation>
    </message>
    <message>
        <source>It is {0} times as far as usual from every training spectrum.</source>
        <translation>到所有训练光谱的距离是通常的 {0} 倍。</translation>
    </message>
    <message>
        <source>It is {0} times as noisy as usual.</source>
        <translation>噪声是通常的 {0} 倍。</translation>
    </message>
    <message>
        <source>It lies {0} times as far as usual from all training spectra along PC1 and PC2.</source>
        <translation>沿 PC1 和 PC2，它到所有训练光谱的距离是通常的 {0} 倍。</translation>
    </message>
    <message>
        <source>It may come from another version of RamanGAN.</source>
        <translation>它可能来自另一版本的 RamanGAN。</translation>
    </message>
    <message>
        <source>It names no unit of its axis, whose values may be cm⁻¹ or nm. Name the unit in its header, or choose it for the import (import.x_unit).</source>
        <translation>没有写明横轴单位，其数值可能是 cm⁻¹ 或 nm。请在文件头写明单位，或在导入时选择（import.x_unit）。</translation>
    </message>
    <message>
        <source>It was measured at fewer than {0} points.</source>
        <translation>测量点少于 {0} 个。</translation>
    </message>
    <message>
        <source>Its axis counts other pixels than most spectra.</source>
        <translation>其横轴的像素数与多数光谱不同。</translation>
    </message>
    <message>
        <source>Its axis is in {0}, that of most spectra in {1}.</source>
        <translation>其横轴以 {0} 为单位，而多数光谱以 {1} 为单位。</translation>
    </message>
    <message>
        <source>Its spectrum has gaps (missing values). Delete those points, or choose “Bridge short gaps” (import.gaps=bridge).</source>
        <translation>其光谱有缺口（缺失值）。请删去这些点，或选择“填补短缺口”（import.gaps=bridge）。</translation>
    </message>
    <message>
        <source>Judging: {0}</source>
        <translation>评判：{0}</translation>
    </message>
    <message>
        <source>K-means of {0}</source>
        <translation>{0} 的 K-means</translation>
    </message>
    <message>
        <source>Kept the warm start: the adversarial training after it went astray.</source>
        <translation>保留了热启动的状态：其后的对抗训练走偏了。</translation>
    </message>
    <message>
        <source>Kept the warm start: the generator lost its variety in adversarial training.</source>
        <translation>保留了热启动的状态：生成器在对抗训练中失去了多样性。</translation>
    </message>
    <message>
        <source>Kept {0}: {1}</source>
        <translation>保留了{0}：{1}</translation>
    </message>
    <message>
        <source>Laying out pages</source>
        <translation>正在排版页面</translation>
    </message>
    <message>
        <source>Leave it out, or choose another normalisation or baseline.</source>
        <translation>请舍去它，或另选归一化或基线方法。</translation>
    </message>
    <message>
        <source>Leave these spectra out, or crop the range to where all have values.</source>
        <translation>请舍去这些光谱，或裁剪到全部有值的范围。</translation>
    </message>
    <message>
        <source>Leave those spectra out.</source>
        <translation>请舍去那些光谱。</translation>
    </message>
    <message>
        <source>Left out of {0}{1}: {2}</source>
        <translation>从 {0}{1} 中略去：{2}</translation>
    </message>
    <message>
        <source>Like spectra of {0}, and unlike those of {1}, for which they are labelled ({2} of {3}): {4}; look whether the label is right.</source>
        <translation>以下光谱（{3} 条中的 {2} 条）与 {0} 的光谱相像，而与其所标记的 {1} 的光谱不像：{4}；请检查标签是否正确。</translation>
    </message>
    <message>
        <source>Load the other substances, too.</source>
        <translation>请同时载入其他物质。</translation>
    </message>
    <message>
        <source>Look at the PCA scores instead.</source>
        <translation>请改看 PCA 得分。</translation>
    </message>
    <message>
        <source>Look for extreme values in the corrected spectra.</source>
        <translation>请在校正后的光谱中查找极端值。</translation>
    </message>
    <message>
        <source>Looking at spectrum {0} of {1}</source>
        <translation>正在查看第 {0} / {1} 条光谱</translation>
    </message>
    <message>
        <source>Looking for bands</source>
        <translation>正在寻找谱带</translation>
    </message>
    <message>
        <source>Looking for copies</source>
        <translation>正在查找副本</translation>
    </message>
    <message>
        <source>Looking for duplicates</source>
        <translation>正在查找重复</translation>
    </message>
    <message>
        <source>Looking for spectra that do not go with their class</source>
        <translation>正在查找与所属类别不符的光谱</translation>
    </message>
    <message>
        <source>Looking for the nearest originals</source>
        <translation>正在查找最近的原始光谱</translation>
    </message>
    <message>
        <source>Looking for the smallest visible faults</source>
        <translation>正在寻找可见的最小缺陷</translation>
    </message>
    <message>
        <source>Make some with: ramangan augment.</source>
        <translation>可用此命令生成：ramangan augment。</translation>
    </message>
    <message>
        <source>Map positions must be one x and one y per spectrum.</source>
        <translation>图像位置必须是每条光谱一个 x 和一个 y。</translation>
    </message>
    <message>
        <source>Measuring plausibility</source>
        <translation>正在测量合理性</translation>
    </message>
    <message>
        <source>Name a folder with spectra in it.</source>
        <translation>请指定含有光谱的文件夹。</translation>
    </message>
    <message>
        <source>Name files or folders with spectra.</source>
        <translation>请指定含有光谱的文件或文件夹。</translation>
    </message>
    <message>
        <source>Name them with --training.</source>
        <translation>请用 --training 指定。</translation>
    </message>
    <message>
        <source>Nearest originals of {0}</source>
        <translation>{0} 最近的原始光谱</translation>
    </message>
    <message>
        <source>Negative critic loss, training spectra</source>
        <translation>负评判器损失，训练光谱</translation>
    </message>
    <message>
        <source>Negative critic loss, validation spectra</source>
        <translation>负评判器损失，验证光谱</translation>
    </message>
    <message>
        <source>Neither folders nor file names tell substances apart: all spectra are one class.</source>
        <translation>文件夹和文件名都不能区分物质：全部光谱归为一类。</translation>
    </message>
    <message>
        <source>No band of the reference stands out where it should. Is this the reference material, and is its baseline low enough?</source>
        <translation>参考物质的谱带没有在应有的位置出现。这是该参考物质吗？基线够低吗？</translation>
    </message>
    <message>
        <source>No files were named.</source>
        <translation>没有指定文件。</translation>
    </message>
    <message>
        <source>No model could be trained.</source>
        <translation>没有一个模型可以训练。</translation>
    </message>
    <message>
        <source>No spectra could be read. {0}{1}</source>
        <translation>没有能读出的光谱。{0}{1}</translation>
    </message>
    <message>
        <source>No stiffness can be suggested: it takes spectra of at least 60 points that are not the same everywhere.</source>
        <translation>无法建议刚度：需要至少 60 个点且并非处处相同的光谱。</translation>
    </message>
    <message>
        <source>No test found a difference between generated and held-out spectra.</source>
        <translation>没有检验发现生成光谱与留出光谱有差别。</translation>
    </message>
    <message>
        <source>None was named wrongly, so there is nothing that more spectra could gain.</source>
        <translation>没有一条被认错，所以更多光谱也无可提高。</translation>
    </message>
    <message>
        <source>Not compared, because only one of the files holds them: {0}.</source>
        <translation>未作比较，因为只有其中一个文件含有：{0}。</translation>
    </message>
    <message>
        <source>Nothing was corrected yet in {0}.</source>
        <translation>{0} 中还没有校正过任何光谱。</translation>
    </message>
    <message>
        <source>Nothing was held out that could judge.</source>
        <translation>没有留出可用于评判的光谱。</translation>
    </message>
    <message>
        <source>Nothing was held out, so the use for a classifier cannot be measured.</source>
        <translation>没有留出光谱，因此无法测量对分类器的用处。</translation>
    </message>
    <message>
        <source>Of the other methods, {0} ({1}) came out best, with {2}.</source>
        <translation>其他方法中，{0}（{1}）最好，为 {2}。</translation>
    </message>
    <message>
        <source>Only {0} of the validation spectra have generated ones nearby: some kinds of spectra are not made.</source>
        <translation>只有 {0} 的验证光谱附近有生成光谱：某些种类的光谱没有被生成。</translation>
    </message>
    <message>
        <source>Only {0} to {1} {2} were compared, the range that the files share; the originals reach from {3} to {4} {5}.</source>
        <translation>只比较了两个文件共有的范围 {0} 至 {1} {2}；原始光谱的范围为 {3} 至 {4} {5}。</translation>
    </message>
    <message>
        <source>Only {0} training spectra: hardly more variety than these show.</source>
        <translation>只有 {0} 条训练光谱：变化几乎不会比它们显示的更多。</translation>
    </message>
    <message>
        <source>Only {0} training spectra: the generator can hardly know more variety than these show.</source>
        <translation>只有 {0} 条训练光谱：生成器几乎不可能知道比它们更多的变化。</translation>
    </message>
    <message>
        <source>PCA and K-means of {0}</source>
        <translation>{0} 的 PCA 与 K-means</translation>
    </message>
    <message>
        <source>Permuting labels</source>
        <translation>正在置换标签</translation>
    </message>
    <message>
        <source>Pixel</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Plausibility of {0}</source>
        <translation>{0} 的合理性</translation>
    </message>
    <message>
        <source>Points from {0} to {1} were asked for, but the spectra reach from {2} to {3}; beyond that nothing is known.</source>
        <translation>要求的范围是 {0} 到 {1}，但光谱只从 {2} 到 {3}；范围之外一无所知。</translation>
    </message>
    <message>
        <source>Power of what varies {0} to {1} times per point, generated less original, in dB; 0 is right. Smoothing and the ripples of networks show here.</source>
        <translation>每点变化 {0} 到 {1} 次的成分的功率，生成减原始，单位 dB；0 为正确。平滑和网络的波纹在此显现。</translation>
    </message>
    <message>
        <source>Power, {0}–{1} per point</source>
        <translation>功率，每点 {0}–{1}</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Preparing the fast baseline method, once</source>
        <translation>正在准备快速基线方法（仅需一次）</translation>
    </message>
    <message>
        <source>Principal components need at least one spectrum.</source>
        <translation>主成分至少需要一条光谱。</translation>
    </message>
    <message>
        <source>Put {class} where the substance stands in the names, such as {class}_*.</source>
        <translation>请把 {class} 放在名称中物质所在的位置，例如 {class}_*。</translation>
    </message>
    <message>
        <source>Raman shift</source>
        <translation>拉曼位移</translation>
    </message>
    <message>
        <source>Re-splitting the originals</source>
        <translation>正在重新划分原始光谱</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Reading file names</source>
        <translation>正在读取文件名</translation>
    </message>
    <message>
        <source>Reading the recipe</source>
        <translation>正在读取处理方案</translation>
    </message>
    <message>
        <source>Reading {0}</source>
        <translation>正在读取 {0}</translation>
    </message>
    <message>
        <source>Reading {0} ({1} of {2})</source>
        <translation>正在读取 {0}（第 {1} / {2} 个）</translation>
    </message>
    <message>
        <source>Recovering</source>
        <translation>正在恢复</translation>
    </message>
    <message>
        <source>Rejected by eye.</source>
        <translation>目测拒绝。</translation>
    </message>
    <message>
        <source>Removed by hand.</source>
        <translation>手动移除。</translation>
    </message>
    <message>
        <source>Repeated axis points of {0} were merged by the mean of their intensities.</source>
        <translation>{0} 中重复的横轴点已按强度平均合并。</translation>
    </message>
    <message>
        <source>Runs can be compared where both were judged by the same held-out spectra.</source>
        <translation>只有由同一批留出光谱评判的结果才能比较。</translation>
    </message>
    <message>
        <source>Save it again, or to another drive.</source>
        <translation>请再保存一次，或保存到另一磁盘。</translation>
    </message>
    <message>
        <source>Save it to a drive without that limit.</source>
        <translation>请保存到没有此限制的磁盘。</translation>
    </message>
    <message>
        <source>Save it to another place.</source>
        <translation>请保存到别处。</translation>
    </message>
    <message>
        <source>Save under another name.</source>
        <translation>请用别的名称保存。</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>Set one of them to &quot;auto&quot;.</source>
        <translation>请把其中之一设为 &quot;auto&quot;。</translation>
    </message>
    <message>
        <source>Settings here begin with: {0}.</source>
        <translation>这里的设置以此开头：{0}。</translation>
    </message>
    <message>
        <source>Simulated by RamanGAN ({0}, seed {1}); not measured. MIT licence.</source>
        <translation>由 RamanGAN 模拟（{0}，种子 {1}），并非实测。MIT 许可证。</translation>
    </message>
    <message>
        <source>Simulated spectra, not measured ones.</source>
        <translation>模拟光谱，不是实测光谱。</translation>
    </message>
    <message>
        <source>Some classes are those in the files.</source>
        <translation>部分类别取自文件。</translation>
    </message>
    <message>
        <source>Some spectra must be dark ones, and some must not.</source>
        <translation>必须有一部分是暗光谱，另一部分不是。</translation>
    </message>
    <message>
        <source>Source: {0}</source>
        <translation>来源：{0}</translation>
    </message>
    <message>
        <source>Spacing (axis.spacing) and number of points (axis.n_points) exclude each other.</source>
        <translation>间隔（axis.spacing）与点数（axis.n_points）不能同时设置。</translation>
    </message>
    <message>
        <source>Specimens (groups) are named by the pattern of the file names.</source>
        <translation>样本（组）按文件名的模式命名。</translation>
    </message>
    <message>
        <source>Specimens (groups) are those in the file.</source>
        <translation>样本（组）取自文件。</translation>
    </message>
    <message>
        <source>Spectra of {0} points are too short for {1} with these parameters; it needs at least {2}.</source>
        <translation>{0} 个点的光谱对用这些参数的{1}来说太短；至少需要 {2} 个点。</translation>
    </message>
    <message>
        <source>Spectra of {0} points are too short to be smoothed.</source>
        <translation>{0} 个点的光谱太短，无法平滑。</translation>
    </message>
    <message>
        <source>Spectra of {0} points are too short; at least 16 are needed.</source>
        <translation>{0} 个点的光谱太短；至少需要 16 个点。</translation>
    </message>
    <message>
        <source>Spectra on different axes cannot be put together.</source>
        <translation>横轴不同的光谱不能放在一起。</translation>
    </message>
    <message>
        <source>Spectrum {0}</source>
        <translation>光谱 {0}</translation>
    </message>
    <message>
        <source>Spectrum {0}{1} has missing or infinite values.</source>
        <translation>光谱 {0}{1} 有缺失值或无穷值。</translation>
    </message>
    <message>
        <source>Split {0} of {1}: </source>
        <translation>第 {0} / {1} 次划分：</translation>
    </message>
    <message>
        <source>Start it with the settings it was begun with, or without resuming.</source>
        <translation>请用开始时的设置启动它，或不续训。</translation>
    </message>
    <message>
        <source>The autosave in {0} is incomplete: {1}.</source>
        <translation>{0} 中的自动保存不完整：{1}。</translation>
    </message>
    <message>
        <source>The axes differ: {0} were brought to the range that all cover ({1}), {2} of them by {3} interpolation.</source>
        <translation>横轴不同：{0} 已裁到共同范围（{1}），其中 {2} 经 {3} 插值。</translation>
    </message>
    <message>
        <source>The axis counts pixels and is no Raman shift.</source>
        <translation>横轴是像素计数，不是拉曼位移。</translation>
    </message>
    <message>
        <source>The axis is in nm and is no Raman shift; state the laser wavelength (import.laser_nm) to convert it.{0}</source>
        <translation>横轴以 nm 为单位，不是拉曼位移；请给出激光波长（import.laser_nm）以便换算。{0}</translation>
    </message>
    <message>
        <source>The axis is no Raman shift, so it cannot be compared with one.</source>
        <translation>横轴不是拉曼位移，无法与其比较。</translation>
    </message>
    <message>
        <source>The axis must ascend without gaps or repeats.</source>
        <translation>横轴必须递增，且无间断或重复。</translation>
    </message>
    <message>
        <source>The axis of all spectra was moved by {0} {1}.</source>
        <translation>全部光谱的横轴移动了 {0} {1}。</translation>
    </message>
    <message>
        <source>The axis of {0} was converted from nm to Raman shift with the laser at {1} nm{2}.</source>
        <translation>{0} 的横轴已按 {1} nm 激光由 nm 换算为拉曼位移{2}。</translation>
    </message>
    <message>
        <source>The axis of {0} was left in nm: with the laser at {1} nm that the file states, most of it lies beyond Raman shifts ({2} to {3} cm⁻¹), as in photoluminescence. Set import.laser_nm={4} to convert it all the same.</source>
        <translation>{0} 的横轴保留为 nm：按文件给出的 {1} nm 激光，其大部分超出拉曼位移（{2} 到 {3} cm⁻¹），如同光致发光。若仍要换算，请设置 import.laser_nm={4}。</translation>
    </message>
    <message>
        <source>The band of a mean needs at least two spectra of each kind.</source>
        <translation>平均值的区间带要求每种至少两条光谱。</translation>
    </message>
    <message>
        <source>The baseline of {0} did not settle.</source>
        <translation>{0} 的基线没有收敛。</translation>
    </message>
    <message>
        <source>The calculation stopped unexpectedly; the system may have run out of memory.</source>
        <translation>计算意外中止；系统内存可能不足。</translation>
    </message>
    <message>
        <source>The calibration in the stored model of {0} makes no sense.</source>
        <translation>{0} 的存储模型中的校准没有意义。</translation>
    </message>
    <message>
        <source>The dark spectra (import.dark_class={0}) cannot be subtracted; the classes are: {1}.</source>
        <translation>无法减去暗光谱（import.dark_class={0}）；类别有：{1}。</translation>
    </message>
    <message>
        <source>The dark spectrum</source>
        <translation>暗光谱</translation>
    </message>
    <message>
        <source>The drive of {path} cannot hold a file this large.</source>
        <translation>{path} 所在的磁盘容不下这么大的文件。</translation>
    </message>
    <message>
        <source>The drive of {path} reports a fault.</source>
        <translation>{path} 所在的磁盘报告故障。</translation>
    </message>
    <message>
        <source>The fast baseline method was prepared for this run alone and takes its time again in the next, because it cannot be kept in {0}.</source>
        <translation>快速基线方法仅为本次运行准备，下次还需重新准备，因为无法保存在 {0} 中。</translation>
    </message>
    <message>
        <source>The file&apos;s record of how it was made cannot be read: {0}</source>
        <translation>无法读取文件中关于其生成过程的记录：{0}</translation>
    </message>
    <message>
        <source>The filter knows spectra of {0} points, not of {1}.</source>
        <translation>筛选器只认 {0} 个点的光谱，而不是 {1} 个点。</translation>
    </message>
    <message>
        <source>The folder of {path} does not exist.</source>
        <translation>{path} 所在的文件夹不存在。</translation>
    </message>
    <message>
        <source>The folder of {path} is a file, not a folder.</source>
        <translation>{path} 所在的文件夹其实是文件。</translation>
    </message>
    <message>
        <source>The folder {0} cannot be made: {1}.</source>
        <translation>无法创建文件夹 {0}：{1}。</translation>
    </message>
    <message>
        <source>The folder {0} for autosaves cannot be made: {1}.</source>
        <translation>无法创建自动保存文件夹 {0}：{1}。</translation>
    </message>
    <message>
        <source>The folder {0} for unfinished work cannot be used: {1}.</source>
        <translation>存放未完成工作的文件夹 {0} 不能使用：{1}。</translation>
    </message>
    <message>
        <source>The folds are not those of the stored models.</source>
        <translation>折与存储模型的折不同。</translation>
    </message>
    <message>
        <source>The generated spectra vary far less than the originals.</source>
        <translation>生成光谱的变化远小于原始光谱。</translation>
    </message>
    <message>
        <source>The mean of generated spectra is off by at least {0} of the highest peak at {1} (up to {2} would do).</source>
        <translation>生成光谱的平均值在 {1} 处至少偏离最高峰的 {0}（不超过 {2} 即可）。</translation>
    </message>
    <message>
        <source>The mean of {0} dark spectra</source>
        <translation>{0} 条暗光谱的平均值</translation>
    </message>
    <message>
        <source>The name {path} is too long.</source>
        <translation>名称 {path} 太长。</translation>
    </message>
    <message>
        <source>The noise in the stored model of {0} makes no sense.</source>
        <translation>{0} 的存储模型中的噪声没有意义。</translation>
    </message>
    <message>
        <source>The pattern is longer than {0} characters.</source>
        <translation>模式长于 {0} 个字符。</translation>
    </message>
    <message>
        <source>The pattern {0} holds {1}.</source>
        <translation>模式 {0} 含有{1}。</translation>
    </message>
    <message>
        <source>The pattern {0} names neither {{class}} nor {{group}}.</source>
        <translation>模式 {0} 既没有 {{class}} 也没有 {{group}}。</translation>
    </message>
    <message>
        <source>The pattern {0} names {1} more than once.</source>
        <translation>模式 {0} 不止一次使用 {1}。</translation>
    </message>
    <message>
        <source>The processor trained: a GPU is there, but computes otherwise.</source>
        <translation>由处理器完成训练：存在 GPU，但其计算结果不一致。</translation>
    </message>
    <message>
        <source>The processor trained: a GPU is there, but fails ({0}).</source>
        <translation>由处理器完成训练：存在 GPU，但无法正常工作（{0}）。</translation>
    </message>
    <message>
        <source>The program&apos;s own file {0} is missing.</source>
        <translation>缺少程序自带的文件 {0}。</translation>
    </message>
    <message>
        <source>The range must begin (axis.start, {0}) below its end (axis.stop, {1}).</source>
        <translation>范围的起点（axis.start，{0}）必须小于终点（axis.stop，{1}）。</translation>
    </message>
    <message>
        <source>The recipe has baseline settings for {0}, but this set has no such class; they were not used.</source>
        <translation>配方中有 {0} 的基线设置，但本数据集没有该类别；这些设置未被使用。</translation>
    </message>
    <message>
        <source>The sizes in the stored model of {0} make no sense.</source>
        <translation>{0} 的已存储模型中的强度没有意义。</translation>
    </message>
    <message>
        <source>The spectra have no range in common{0}.</source>
        <translation>这些光谱没有共同的范围{0}。</translation>
    </message>
    <message>
        <source>The step {0} must be a table of parameters; got {1}.</source>
        <translation>步骤 {0} 必须是参数表；得到的是 {1}。</translation>
    </message>
    <message>
        <source>The stored model of {0} changes spectra in an unknown way.</source>
        <translation>{0} 的存储模型以未知方式改变光谱。</translation>
    </message>
    <message>
        <source>The stored model of {0} draws scores in an unknown way.</source>
        <translation>{0} 的存储模型以未知方式抽取得分。</translation>
    </message>
    <message>
        <source>The stored model of {0} has a scale of an unknown kind.</source>
        <translation>所存 {0} 的模型使用了未知类型的缩放。</translation>
    </message>
    <message>
        <source>The stored model of {0} has bends that make no sense.</source>
        <translation>{0} 的已存储模型中的弯曲项没有意义。</translation>
    </message>
    <message>
        <source>The stored model of {0} has latent variables of no kind.</source>
        <translation>{0} 的存储模型的潜变量类型未知。</translation>
    </message>
    <message>
        <source>The stored model of {0} has networks of an unknown kind.</source>
        <translation>{0} 的存储模型含有未知类型的网络。</translation>
    </message>
    <message>
        <source>The stored model of {0} has no sensible channels.</source>
        <translation>{0} 的存储模型没有合理的通道数。</translation>
    </message>
    <message>
        <source>The stored model of {0} lacks sensible parameters.</source>
        <translation>{0} 的存储模型缺少合理的参数。</translation>
    </message>
    <message>
        <source>The texture of generated spectra is off: {0} dB in a band of the Fourier spectrum or in a ripple of 2 or 4 points (up to {1} dB would do).</source>
        <translation>生成光谱的纹理不对：在傅里叶谱的一个频带或 2 点、4 点的波纹上相差 {0} dB（不超过 {1} dB 即可）。</translation>
    </message>
    <message>
        <source>The training spectra{0} are all alike: there is no variation to learn.</source>
        <translation>训练光谱{0}全都一样：没有可学的变化。</translation>
    </message>
    <message>
        <source>The unfinished work in {0} belongs to other spectra or settings.</source>
        <translation>{0} 中未完成的工作属于别的光谱或设置。</translation>
    </message>
    <message>
        <source>The use for a classifier needs originals to train with besides those that test.</source>
        <translation>评估对分类器的用处，除测试用的之外还需要可供训练的原始光谱。</translation>
    </message>
    <message>
        <source>The use for a classifier needs spectra of at least two classes.</source>
        <translation>评估对分类器的用处，需要至少两类光谱。</translation>
    </message>
    <message>
        <source>The verdict is that of the fold models; nothing was held out that could judge the model trained on all originals.</source>
        <translation>判定针对各折的模型；没有留出可用来评判用全部原始光谱训练的模型的光谱。</translation>
    </message>
    <message>
        <source>The {0} spectra lay at other points of the axis and were interpolated to those of the originals, which smooths noise: differences in noise, texture and spread may come from that. Spectra on one axis from the start would tell.</source>
        <translation>{0}光谱位于坐标轴的其他点上，已插值到原始光谱的点上，这会平滑噪声：噪声、纹理和离散程度的差别可能由此而来。一开始就在同一坐标轴上的光谱才能说明问题。</translation>
    </message>
    <message>
        <source>There are no spectra.</source>
        <translation>没有光谱。</translation>
    </message>
    <message>
        <source>There is no autosave in {0}.</source>
        <translation>{0} 中没有自动保存。</translation>
    </message>
    <message>
        <source>There is no file {0}.</source>
        <translation>没有文件 {0}。</translation>
    </message>
    <message>
        <source>There is no method {0} for {1}; there are: {2}.</source>
        <translation>{1} 没有方法 {0}；有的是：{2}。</translation>
    </message>
    <message>
        <source>There is no parameter {0}.{1}; there are: {2}.</source>
        <translation>没有参数 {0}.{1}；有的是：{2}。</translation>
    </message>
    <message>
        <source>There is no preset {0}; there are: {1}.</source>
        <translation>没有预设 {0}；有的是：{1}。</translation>
    </message>
    <message>
        <source>There is no recipe file {0}.</source>
        <translation>没有处理方案文件 {0}。</translation>
    </message>
    <message>
        <source>There is no setting {0}.</source>
        <translation>没有设置 {0}。</translation>
    </message>
    <message>
        <source>There is no space left for {path}.</source>
        <translation>{path} 所在位置没有剩余空间。</translation>
    </message>
    <message>
        <source>There is no step {0}; there are: {1}.</source>
        <translation>没有步骤 {0}；有的是：{1}。</translation>
    </message>
    <message>
        <source>There is no verdict to compare: nothing was held out.</source>
        <translation>没有可比较的判定：没有留出光谱。</translation>
    </message>
    <message>
        <source>There is nothing to write yet.</source>
        <translation>还没有可写的内容。</translation>
    </message>
    <message>
        <source>This holds within one specimen only: held-out spectra come from the same specimen or series as those the generator learnt from.</source>
        <translation>这只在一个样本之内成立：留出光谱与生成器所学的光谱来自同一样本或系列。</translation>
    </message>
    <message>
        <source>This is not a recipe file: it must hold one table of steps.</source>
        <translation>这不是处理方案文件：它必须是一张步骤表。</translation>
    </message>
    <message>
        <source>This is not a recipe file: {0}.</source>
        <translation>这不是处理方案文件：{0}。</translation>
    </message>
    <message>
        <source>To judge other files, name them with --original and --generated.</source>
        <translation>要评判其他文件，请用 --original 和 --generated 指定。</translation>
    </message>
    <message>
        <source>Train again to get more spectra.</source>
        <translation>要得到更多光谱，请重新训练。</translation>
    </message>
    <message>
        <source>Train again with the same split to compare.</source>
        <translation>要比较，请用同样的划分重新训练。</translation>
    </message>
    <message>
        <source>Train with folds or with one part held out.</source>
        <translation>请按折训练，或留出一部分再训练。</translation>
    </message>
    <message>
        <source>Train with folds.</source>
        <translation>请按折训练。</translation>
    </message>
    <message>
        <source>Trained on your measured spectra alone, a {0} names {1} of held-out spectra rightly (classes weighing the same; 95 % interval {2} to {3}) and {4} of those it was trained on.</source>
        <translation>只用您的实测光谱训练时，{0}正确识别 {1} 的留出光谱（各类权重相同；95 % 区间 {2} 到 {3}）和 {4} 的训练光谱。</translation>
    </message>
    <message>
        <source>Training a classifier</source>
        <translation>正在训练分类器</translation>
    </message>
    <message>
        <source>Training a classifier on measured spectra</source>
        <translation>正在用实测光谱训练分类器</translation>
    </message>
    <message>
        <source>Training a linear classifier</source>
        <translation>正在训练线性分类器</translation>
    </message>
    <message>
        <source>Training a network</source>
        <translation>正在训练网络</translation>
    </message>
    <message>
        <source>Training diverged at iteration {0}; an earlier state was kept.</source>
        <translation>训练在第 {0} 次迭代发散；保留了较早的状态。</translation>
    </message>
    <message>
        <source>Training spectra unlike all others: {0}. They are not learnt; look at them, and leave them out where they do not belong to the substance.</source>
        <translation>与所有其他光谱都不相像的训练光谱：{0}。它们不会被学习；请查看它们，若不属于该物质，请将其排除。</translation>
    </message>
    <message>
        <source>Training spectra with spikes: {0}. Spikes are not learnt; remove them from the originals, too, on the Correct page.</source>
        <translation>含尖峰的训练光谱：{0} 条。尖峰不会被学习；请在“校正”页面上也从原始光谱中去除它们。</translation>
    </message>
    <message>
        <source>Training was stopped at iteration {0}: the critic had begun to know the training spectra by heart.</source>
        <translation>训练在第 {0} 次迭代停止：评判器已开始记住训练光谱。</translation>
    </message>
    <message>
        <source>Training was stopped before anything was learnt.</source>
        <translation>训练在学到任何东西之前就停止了。</translation>
    </message>
    <message>
        <source>Training went astray after {0} iterations.</source>
        <translation>训练在 {0} 次迭代后走偏。</translation>
    </message>
    <message>
        <source>Training went astray in the warm start.</source>
        <translation>训练在热启动中走偏。</translation>
    </message>
    <message>
        <source>Trying whether lost variety would be seen</source>
        <translation>正在检验多样性丧失能否被发现</translation>
    </message>
    <message>
        <source>Trying λ = 10^{0}</source>
        <translation>正在尝试 λ = 10^{0}</translation>
    </message>
    <message>
        <source>Undo, or read the files again.</source>
        <translation>请撤销，或重新读取文件。</translation>
    </message>
    <message>
        <source>Unfinished training could not be kept in {0} ({1}); it went on, but a crash would have lost it.</source>
        <translation>未完成的训练无法保存在 {0}（{1}）；训练继续了，但若崩溃就会丢失。</translation>
    </message>
    <message>
        <source>Unknown axis unit {0}; use 1/cm, nm or pixel.</source>
        <translation>未知的横轴单位 {0}；请用 1/cm、nm 或 pixel。</translation>
    </message>
    <message>
        <source>Unlike all other spectra of {0} ({1} of {2}): {3}; generators do not learn from such spectra. Look at them, and leave them out where they do not belong to the class.</source>
        <translation>与 {0} 的所有其他光谱都不像（{2} 条中的 {1} 条）：{3}；生成器不会学习这样的光谱。请查看它们，如果不属于该类别，请将其排除。</translation>
    </message>
    <message>
        <source>Use a warm start, smaller learning rates or a larger weight λ.</source>
        <translation>请使用热启动、更小的学习率或更大的权重 λ。</translation>
    </message>
    <message>
        <source>Use letters and digits.</source>
        <translation>请使用字母和数字。</translation>
    </message>
    <message>
        <source>Warm-start error</source>
        <translation>热启动误差</translation>
    </message>
    <message>
        <source>Warm-start steps and adversarial iterations are both 0: nothing would be trained.</source>
        <translation>热启动步数与对抗迭代数都是 0：什么也不会训练。</translation>
    </message>
    <message>
        <source>Wavelength</source>
        <translation>波长</translation>
    </message>
    <message>
        <source>What was trained is kept: the same command with --resume goes on from it.</source>
        <translation>已训练的部分已保留：用同一命令加 --resume 可从该处继续。</translation>
    </message>
    <message>
        <source>Why it was left out</source>
        <translation>未读入的原因</translation>
    </message>
    <message>
        <source>Widen the window or lower smoothing.poly_order.</source>
        <translation>请加宽窗口，或降低 smoothing.poly_order。</translation>
    </message>
    <message>
        <source>With generated spectra that make the classes equal</source>
        <translation>加入使各类数量相等的生成光谱</translation>
    </message>
    <message>
        <source>With the laser at {0} nm its axis from {1} to {2} nm would reach from {3} to {4} cm⁻¹, which is no Raman shift. Set the laser wavelength (import.laser_nm) right, or leave it out to keep nm.</source>
        <translation>以 {0} nm 激光，其 {1} 到 {2} nm 的横轴将从 {3} 到 {4} cm⁻¹，这不是拉曼位移。请正确设置激光波长（import.laser_nm），或不设置以保留 nm。</translation>
    </message>
    <message>
        <source>With {0} generated for each measured spectrum</source>
        <translation>每条实测光谱配 {0} 条生成光谱</translation>
    </message>
    <message>
        <source>Without the excluded regions ({0}) fewer than two points are left.</source>
        <translation>除去排除的区域（{0}）后不足两个点。</translation>
    </message>
    <message>
        <source>Write STEP.PARAMETER=VALUE, such as baseline.lam=1e5.</source>
        <translation>请写成 STEP.PARAMETER=VALUE，例如 baseline.lam=1e5。</translation>
    </message>
    <message>
        <source>Write first and last point, such as 480-520, 1085-1110.</source>
        <translation>请写起点和终点，例如 480-520, 1085-1110。</translation>
    </message>
    <message>
        <source>Write for example {0}.method.</source>
        <translation>例如可写 {0}.method。</translation>
    </message>
    <message>
        <source>Write numbers, such as 1003, 1450.</source>
        <translation>请填写数字，例如 1003, 1450。</translation>
    </message>
    <message>
        <source>Write {class}, {group}, {number} or * for the parts that differ.</source>
        <translation>不同的部分请写 {class}、{group}、{number} 或 *。</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>正在写入</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>正在写入报告</translation>
    </message>
    <message>
        <source>Writing the table</source>
        <translation>正在写表格</translation>
    </message>
    <message>
        <source>You are not allowed to write {path}.</source>
        <translation>您没有写入 {path} 的权限。</translation>
    </message>
    <message>
        <source>Your spectra keep to themselves. </source>
        <translation>您的光谱自成一群。</translation>
    </message>
    <message>
        <source>a large shift</source>
        <translation>较大的位移</translation>
    </message>
    <message>
        <source>a missing peak {0}</source>
        <translation>缺失一个{0}的峰</translation>
    </message>
    <message>
        <source>a shift of {0} points</source>
        <translation>{0} 个点的位移</translation>
    </message>
    <message>
        <source>a single brace</source>
        <translation>单独的花括号</translation>
    </message>
    <message>
        <source>a wrong noise level</source>
        <translation>不对的噪声水平</translation>
    </message>
    <message>
        <source>adversarial</source>
        <translation>对抗训练</translation>
    </message>
    <message>
        <source>arb. units</source>
        <translation>任意单位</translation>
    </message>
    <message>
        <source>axis from {0}</source>
        <translation>横轴来自 {0}</translation>
    </message>
    <message>
        <source>axis in the names of the columns</source>
        <translation>横轴在列名中</translation>
    </message>
    <message>
        <source>best adversarial state</source>
        <translation>最好的对抗状态</translation>
    </message>
    <message>
        <source>blank-separated</source>
        <translation>以空格分隔</translation>
    </message>
    <message>
        <source>calibrated</source>
        <translation>已校准</translation>
    </message>
    <message>
        <source>calibrated PCA</source>
        <translation>校准 PCA</translation>
    </message>
    <message>
        <source>calibrating</source>
        <translation>正在校准</translation>
    </message>
    <message>
        <source>calibrating noise</source>
        <translation>正在校准噪声</translation>
    </message>
    <message>
        <source>comma-separated</source>
        <translation>以逗号分隔</translation>
    </message>
    <message>
        <source>comparing intensities</source>
        <translation>正在比较强度</translation>
    </message>
    <message>
        <source>converted with the laser at {0} nm to {1}</source>
        <translation>按 {0} nm 激光换算为 {1}</translation>
    </message>
    <message>
        <source>decimal comma</source>
        <translation>小数点为逗号</translation>
    </message>
    <message>
        <source>descending axis</source>
        <translation>横轴递减</translation>
    </message>
    <message>
        <source>drawing spectra</source>
        <translation>正在生成光谱</translation>
    </message>
    <message>
        <source>estimating noise</source>
        <translation>正在估计噪声</translation>
    </message>
    <message>
        <source>fewer than {0} validation spectra</source>
        <translation>少于 {0} 条验证光谱</translation>
    </message>
    <message>
        <source>finding components of variation</source>
        <translation>正在寻找变化成分</translation>
    </message>
    <message>
        <source>how much they vary</source>
        <translation>变化的大小</translation>
    </message>
    <message>
        <source>in rows</source>
        <translation>按行排列</translation>
    </message>
    <message>
        <source>laser {0} nm</source>
        <translation>激光 {0} nm</translation>
    </message>
    <message>
        <source>little</source>
        <translation>太小</translation>
    </message>
    <message>
        <source>looking for shifts</source>
        <translation>正在查找位移</translation>
    </message>
    <message>
        <source>looking for spikes</source>
        <translation>正在查找尖峰</translation>
    </message>
    <message>
        <source>map positions</source>
        <translation>含扫描位置</translation>
    </message>
    <message>
        <source>much</source>
        <translation>太大</translation>
    </message>
    <message>
        <source>no adversarial iterations were asked for.</source>
        <translation>没有要求对抗迭代。</translation>
    </message>
    <message>
        <source>no other is clearly nearer to the {0} validation spectra (typical distance {1}{2}).</source>
        <translation>没有其他状态明显更接近 {0} 条验证光谱（典型距离 {1}{2}）。</translation>
    </message>
    <message>
        <source>no unit is named; by its fine steps taken as {0}</source>
        <translation>未注明单位；按其细小步长视为 {0}</translation>
    </message>
    <message>
        <source>no unit is named; by its values taken as {0}</source>
        <translation>未注明单位；按其数值视为 {0}</translation>
    </message>
    <message>
        <source>noise or texture</source>
        <translation>噪声或纹理</translation>
    </message>
    <message>
        <source>noise {0} too high</source>
        <translation>偏高 {0} 的噪声</translation>
    </message>
    <message>
        <source>noisy</source>
        <translation>噪声太大</translation>
    </message>
    <message>
        <source>of any height</source>
        <translation>任意高度</translation>
    </message>
    <message>
        <source>of {0} of the highest</source>
        <translation>高度为最高峰 {0}</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>read as: {0}</source>
        <translation>读取为：{0}</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>semicolon-separated</source>
        <translation>以分号分隔</translation>
    </message>
    <message>
        <source>smooth</source>
        <translation>太平滑</translation>
    </message>
    <message>
        <source>spectra</source>
        <translation>光谱</translation>
    </message>
    <message>
        <source>spectrum</source>
        <translation>光谱</translation>
    </message>
    <message>
        <source>tab-separated</source>
        <translation>以制表符分隔</translation>
    </message>
    <message>
        <source>that is no proven gain, so there is no reason to use them for this classifier.</source>
        <translation>这不是可证实的提高，因此没有理由为该分类器使用它们。</translation>
    </message>
    <message>
        <source>the calibrated PCA</source>
        <translation>校准 PCA</translation>
    </message>
    <message>
        <source>the distribution of their PCA scores</source>
        <translation>PCA 得分的分布</translation>
    </message>
    <message>
        <source>the first column numbers the rows and was left out</source>
        <translation>首列为行号，已略去</translation>
    </message>
    <message>
        <source>the fixed schedule was followed; with {0} nothing is chosen between states.</source>
        <translation>按固定进程训练；{0}时不在不同状态之间作选择。</translation>
    </message>
    <message>
        <source>the loss of half of the kinds of spectra</source>
        <translation>一半种类光谱的缺失</translation>
    </message>
    <message>
        <source>the state after {0} of {1} adversarial iterations</source>
        <translation>{1} 次对抗迭代中第 {0} 次之后的状态</translation>
    </message>
    <message>
        <source>the warm start</source>
        <translation>热启动的状态</translation>
    </message>
    <message>
        <source>their distance to the training spectra</source>
        <translation>到训练光谱的距离</translation>
    </message>
    <message>
        <source>their mean spectrum</source>
        <translation>平均光谱</translation>
    </message>
    <message>
        <source>they harm it: do not train it on them.</source>
        <translation>它们对其有害：不要用它们训练该分类器。</translation>
    </message>
    <message>
        <source>they help this classifier.</source>
        <translation>它们对该分类器有帮助。</translation>
    </message>
    <message>
        <source>training was stopped, and with {0} nothing is chosen between states.</source>
        <translation>训练被停止；{0}时不在不同状态之间作选择。</translation>
    </message>
    <message>
        <source>warm start</source>
        <translation>热启动</translation>
    </message>
    <message>
        <source>which spectra are most similar to which</source>
        <translation>哪些光谱彼此最相似</translation>
    </message>
    <message>
        <source>which spectra are most similar to which, on PCA scores</source>
        <translation>在 PCA 得分上哪些光谱彼此最相似</translation>
    </message>
    <message>
        <source>{0} (classes: {1}) and {2} (classes: {3}) have no class in common.</source>
        <translation>{0}（类别：{1}）与 {2}（类别：{3}）没有共同的类别。</translation>
    </message>
    <message>
        <source>{0} (this run)</source>
        <translation>{0}（本次结果）</translation>
    </message>
    <message>
        <source>{0} ({1}) it is {2}, {3} points ({4} to {5}): {6}</source>
        <translation>{0}（{1}）时为 {2}，{3} 个百分点（{4} 至 {5}）：{6}</translation>
    </message>
    <message>
        <source>{0} ({1}) must be {2}{3}; got {4}.</source>
        <translation>{0}（{1}）必须是{2}{3}；得到的是 {4}。</translation>
    </message>
    <message>
        <source>{0} ({1}) was subtracted from all others.</source>
        <translation>已从其他全部光谱中减去{0}（{1}）。</translation>
    </message>
    <message>
        <source>{0} Spectra unlike all others, which were not learnt: {1}.</source>
        <translation>{0} 与所有其他光谱都不相像、因而未被学习的光谱：{1} 条。</translation>
    </message>
    <message>
        <source>{0} Spectra were made equally strong before (strengths from {1} to {2} times the typical one) and unequal again after drawing.</source>
        <translation>{0} 光谱事先已化为等强度（强度为典型值的 {1} 至 {2} 倍），生成后再恢复为不等。</translation>
    </message>
    <message>
        <source>{0} Spectra were put in line before (shifts of {1} points, standard deviation) and shifted again after drawing.</source>
        <translation>{0} 光谱事先已对齐（位移的标准差为 {1} 个点），生成后再作位移。</translation>
    </message>
    <message>
        <source>{0} Spikes in {1} of the spectra were not learnt.</source>
        <translation>{0} {1} 条光谱中的尖峰未被学习。</translation>
    </message>
    <message>
        <source>{0} Training went on; a crash would have lost it.</source>
        <translation>{0} 训练继续了；若崩溃就会丢失。</translation>
    </message>
    <message>
        <source>{0} and {1} have axes of different units.</source>
        <translation>{0} 与 {1} 的横轴单位不同。</translation>
    </message>
    <message>
        <source>{0} and {1} have fewer than 16 points of their axes in common.</source>
        <translation>{0} 与 {1} 的横轴共同点少于 16 个。</translation>
    </message>
    <message>
        <source>{0} channels</source>
        <translation>{0} 个通道</translation>
    </message>
    <message>
        <source>{0} could not be written: {1}.</source>
        <translation>无法写入 {0}：{1}。</translation>
    </message>
    <message>
        <source>{0} did not survive being read back.</source>
        <translation>{0} 写入后读回时不一致。</translation>
    </message>
    <message>
        <source>{0} frames</source>
        <translation>{0} 帧</translation>
    </message>
    <message>
        <source>{0} generated {1} of a measured one.</source>
        <translation>{0} 条生成光谱是实测光谱的副本。</translation>
    </message>
    <message>
        <source>{0} generated {1} values that are not numbers.</source>
        <translation>{0} 条生成光谱含有非数值。</translation>
    </message>
    <message>
        <source>{0} has no stiffness.</source>
        <translation>{0}没有刚度。</translation>
    </message>
    <message>
        <source>{0} has {1} of {2} points without a finite value, the first at {3} {4}.{5}</source>
        <translation>{0} 的 {2} 个点中有 {1} 个没有有限值，第一个在 {3} {4}。{5}</translation>
    </message>
    <message>
        <source>{0} holds generated spectra only, no measured ones.</source>
        <translation>{0} 只含生成光谱，没有实测光谱。</translation>
    </message>
    <message>
        <source>{0} holds no files that could be spectra.</source>
        <translation>{0} 中没有可能是光谱的文件。</translation>
    </message>
    <message>
        <source>{0} holds no generated spectra, so there is nothing to repeat.</source>
        <translation>{0} 不含生成光谱，因此没有可重复的。</translation>
    </message>
    <message>
        <source>{0} holds no generated spectra.</source>
        <translation>{0} 不含生成光谱。</translation>
    </message>
    <message>
        <source>{0} holds no spectra of {1}: copies were sought among the originals alone, and memorisation could not be measured there.</source>
        <translation>{0} 中没有 {1} 的光谱：只在原始光谱中查找了副本，那里无法测量记忆程度。</translation>
    </message>
    <message>
        <source>{0} holds no verdict to compare with.</source>
        <translation>{0} 不含可比较的判定。</translation>
    </message>
    <message>
        <source>{0} holds other originals out (another split or seed).</source>
        <translation>{0} 留出的是别的原始光谱（不同的划分或种子）。</translation>
    </message>
    <message>
        <source>{0} is in use by another program.</source>
        <translation>{0} 正被另一程序使用。</translation>
    </message>
    <message>
        <source>{0} is missing, or of another kind than was written</source>
        <translation>{0} 缺失，或与写入时的类型不同</translation>
    </message>
    <message>
        <source>{0} is no list of texts</source>
        <translation>{0} 不是文本列表</translation>
    </message>
    <message>
        <source>{0} is no place on the axis.</source>
        <translation>{0} 不是坐标轴上的位置。</translation>
    </message>
    <message>
        <source>{0} is no recipe: {1}</source>
        <translation>{0} 不是处理方案：{1}</translation>
    </message>
    <message>
        <source>{0} is no region of the axis.</source>
        <translation>{0} 不是横轴上的区域。</translation>
    </message>
    <message>
        <source>{0} is no setting.</source>
        <translation>{0} 不是设置。</translation>
    </message>
    <message>
        <source>{0} is not a method of step {1}.</source>
        <translation>{0} 不是步骤 {1} 的方法。</translation>
    </message>
    <message>
        <source>{0} is one of the files that the spectra came from.</source>
        <translation>{0} 是这些光谱的来源文件之一。</translation>
    </message>
    <message>
        <source>{0} marked as saturated</source>
        <translation>{0} 条标为饱和</translation>
    </message>
    <message>
        <source>{0} names a step but no parameter.</source>
        <translation>{0} 只写了步骤，没有参数。</translation>
    </message>
    <message>
        <source>{0} of the copied spectra lie in different {1}.</source>
        <translation>{0} 条复制的光谱位于不同的{1}中。</translation>
    </message>
    <message>
        <source>{0} of {1} bands found, off by {2} cm⁻¹</source>
        <translation>找到 {1} 个谱带中的 {0} 个，偏差 {2} cm⁻¹</translation>
    </message>
    <message>
        <source>{0} of {1} bands found, off by {2} cm⁻¹ (median; {3} to {4})</source>
        <translation>找到 {0} / {1} 个峰，偏差 {2} cm⁻¹（中位数；{3} 至 {4}）</translation>
    </message>
    <message>
        <source>{0} of {1} held-out originals {2} among the training spectra, too: what a generator was trained on cannot judge it, so the figures flatter.</source>
        <translation>{1} 条留出的原始光谱中有 {0} 条也在训练光谱之中：训练过生成器的光谱不能评判它，所以这些数字偏于乐观。</translation>
    </message>
    <message>
        <source>{0} of {1} spectra are missing: too few were plausible.</source>
        <translation>缺 {1} 条光谱中的 {0} 条：合理的太少。</translation>
    </message>
    <message>
        <source>{0} on all spectra</source>
        <translation>{0}（全部光谱）</translation>
    </message>
    <message>
        <source>{0} places in µm</source>
        <translation>{0} 个位置（µm）</translation>
    </message>
    <message>
        <source>{0} points</source>
        <translation>{0} 个点</translation>
    </message>
    <message>
        <source>{0} points, {1}</source>
        <translation>{0} 个点，{1}</translation>
    </message>
    <message>
        <source>{0} spectra × {1} points</source>
        <translation>{0} 条光谱 × {1} 个点</translation>
    </message>
    <message>
        <source>{0} spectrum × {1} points</source>
        <translation>{0} 条光谱 × {1} 个点</translation>
    </message>
    <message>
        <source>{0} training spectra and a rule to change them; nothing was learnt.</source>
        <translation>{0} 条训练光谱和一条改动规则；没有学习任何东西。</translation>
    </message>
    <message>
        <source>{0} training spectra{1} are too few; at least {2} are needed.</source>
        <translation>{0} 条训练光谱{1}太少；至少需要 {2} 条。</translation>
    </message>
    <message>
        <source>{0} was left out: {1}</source>
        <translation>舍去了 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} was made from other originals or with another correction.</source>
        <translation>{0} 由别的原始光谱或另一种校正得出。</translation>
    </message>
    <message>
        <source>{0} was not written by RamanGAN.</source>
        <translation>{0} 不是由 RamanGAN 写的。</translation>
    </message>
    <message>
        <source>{0} was tested on the set&apos;s own split; the other methods on {1} splits.</source>
        <translation>{0}按本数据集自己的划分测试；其他方法按 {1} 次划分测试。</translation>
    </message>
    <message>
        <source>{0} with a pixel axis took the axis of calibrated spectra with as many points, since you said that they come from the same detector.</source>
        <translation>{0} 是像素横轴，已采用点数相同的已校准光谱的横轴，因为您说明它们来自同一探测器。</translation>
    </message>
    <message>
        <source>{0} × {1} points, {2}–{3} {4}</source>
        <translation>{0} × {1} 个点，{2}–{3} {4}</translation>
    </message>
    <message>
        <source>{0}, fold {1}</source>
        <translation>{0}，第 {1} 折</translation>
    </message>
    <message>
        <source>{0}, fold {1}: {2}</source>
        <translation>{0}，第 {1} 折：{2}</translation>
    </message>
    <message>
        <source>{0}, step {1} of {2}</source>
        <translation>{0}，第 {1} / {2} 步</translation>
    </message>
    <message>
        <source>{0}. One band cannot tell a shifted axis from a stretched one; check with polystyrene as well, or calibrate the spectrometer.</source>
        <translation>{0}。仅一个谱带无法区分横轴是平移还是拉伸；请再用聚苯乙烯核对，或校准光谱仪。</translation>
    </message>
    <message>
        <source>{0}. The axis is right within 1 cm⁻¹.</source>
        <translation>{0}。横轴在 1 cm⁻¹ 之内是准确的。</translation>
    </message>
    <message>
        <source>{0}. The axis is shifted evenly: subtracting {1} corrects it.</source>
        <translation>{0}。横轴整体平移：减去 {1} 即可校正。</translation>
    </message>
    <message>
        <source>{0}. The deviations differ, so that a shift alone does not correct the axis; calibrate the spectrometer again.</source>
        <translation>{0}。各处偏差不同，仅平移不能校正横轴；请重新校准光谱仪。</translation>
    </message>
    <message>
        <source>{0}.{1} cannot be set: the method {2} of {3} has no parameters.</source>
        <translation>不能设置 {0}.{1}：{3}的方法{2}没有参数。</translation>
    </message>
    <message>
        <source>{0}: a blind test needs at least {1} measured and as many generated spectra.</source>
        <translation>{0}：盲测至少需要 {1} 条实测光谱和同样多的生成光谱。</translation>
    </message>
    <message>
        <source>{0}: drawing spectra</source>
        <translation>{0}：正在抽取光谱</translation>
    </message>
    <message>
        <source>{0}: only {1} spectra to train on; expect little variety, and a verdict that cannot be sure.</source>
        <translation>{0}：只有 {1} 条光谱可供训练；变化会很少，判定也不会可靠。</translation>
    </message>
    <message>
        <source>{0}: the baseline ({1}) cannot be computed with these parameters.</source>
        <translation>{0}：用这些参数无法计算基线（{1}）。</translation>
    </message>
    <message>
        <source>{0}: {1} generated spectra were left out; they are no originals.</source>
        <translation>{0}：{1} 条生成光谱被舍去；它们不是原始光谱。</translation>
    </message>
    <message>
        <source>{0}: {1} measured spectra were left out.</source>
        <translation>{0}：{1} 条实测光谱被舍去。</translation>
    </message>
    <message>
        <source>{0}: {1} of {2} spectra have gaps (missing values) and were left out: {3}{4}.</source>
        <translation>{0}：{2} 条光谱中有 {1} 条有缺口（缺失值），已舍去：{3}{4}。</translation>
    </message>
    <message>
        <source>{0}: {1} training spectra are too few for {2} (at least {3}); nothing was generated.</source>
        <translation>{0}：{1} 条训练光谱对{2}来说太少（至少 {3} 条）；没有生成。</translation>
    </message>
    <message>
        <source>{0}; all of them fit.</source>
        <translation>{0}；全部符合。</translation>
    </message>
    <message>
        <source>{0}; {1} do not fit and were labelled automatically: {2}.</source>
        <translation>{0}；{1} 不符合，已自动标注：{2}。</translation>
    </message>
    <message>
        <source>{path} is a folder.</source>
        <translation>{path} 是文件夹。</translation>
    </message>
    <message>
        <source>{path} lies on a drive that cannot be written to.</source>
        <translation>{path} 位于不可写的磁盘上。</translation>
    </message>
</context>
<context>
    <name>workspace</name>
    <message>
        <source>Diagnostics copied; paste them where you need them.</source>
        <extracomment>Lines of the log, and of the record of the last crash, that are copied. Characters of a line; longer ones hold data rather than words. Bytes read from the end of a log. Where a line of a traceback begins to name a file of a program, not of a person. A path from its root on, blanks included, to the ending that it has; or to the last word in which it can go on.</extracomment>
        <translation>诊断信息已复制；请粘贴到需要之处。</translation>
    </message>
    <message>
        <source>The log files are in {0}</source>
        <translation>日志文件位于 {0}</translation>
    </message>
</context>
</TS>
