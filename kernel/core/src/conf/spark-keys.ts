/**
 * Every configuration key of Spark, with the default of 4.3 and, where it was another, of 3.5: read from the ConfigEntry objects of both
 * versions (L). One a line, separated by tabs: key; type (b boolean, i int, l long, d double, z bytes, t time, s text); default of 4.3,
 * empty when unset, `@key` when it is that key's value; version in which it came; then `=` with the default of 3.5 if it differs, `new`
 * if 3.5 has no such key, `removed` if only 3.5 has it.
 */
export const SPARK_KEYS: string = `
spark.acls.enable	b	false	1.1
spark.admin.acls	s		1.1
spark.admin.acls.groups	s		2.0
spark.api.mode	s	classic	4.0	new
spark.app.attempt.id	s		3.2
spark.appStateStore.asyncTracking.enable	b	true	2.3
spark.archives	s		3.1
spark.authenticate	b	false	1.0
spark.authenticate.enableSaslEncryption	b	false	1.4
spark.authenticate.secret	s		1.0
spark.authenticate.secret.driver.file	s	@spark.authenticate.secret.file	3.0
spark.authenticate.secret.executor.file	s	@spark.authenticate.secret.file	3.0
spark.authenticate.secret.file	s		3.0
spark.authenticate.secretBitLength	i	256	1.6
spark.barrier.sync.timeout	t	365d	2.4
spark.block.failures.beforeLocationRefresh	i	5	2.0
spark.blockManager.port	i	0	1.1
spark.broadcast.UDFCompressionThreshold	z	1048576b	3.0
spark.broadcast.blockSize	z	4m	0.5
spark.broadcast.checksum	b	true	2.1
spark.broadcast.compress	b	true	0.6
spark.buffer.pageSize	s		1.5
spark.buffer.size	i	65536	0.5
spark.buffer.write.chunkSize	z	67108864b	2.3
spark.checkpoint.compress	b	true	2.2	=false
spark.checkpoint.dir	s		4.0	new
spark.checkpoint.local.verifyChecksum.enabled	b	true	4.3	new
spark.checkpoint.local.verifyChecksum.forceSerialized	b	false	4.3	new
spark.cleaner.periodicGC.interval	t	30min	1.6
spark.cleaner.referenceTracking	b	true	1.0
spark.cleaner.referenceTracking.blocking	b	true	1.0
spark.cleaner.referenceTracking.blocking.shuffle	b	false	1.1
spark.cleaner.referenceTracking.blocking.timeout	s	@spark.network.timeout	4.2	new
spark.cleaner.referenceTracking.cleanCheckpoints	b	false	1.4
spark.connect.authenticate.token	s		4.0	new
spark.connect.execute.manager.abandonedTombstonesSize	i	10000	3.5	new
spark.connect.execute.manager.detachedTimeout	z	5m	3.5	new
spark.connect.execute.manager.maintenanceInterval	t	30s	3.5	new
spark.connect.execute.reattachable.enabled	b	true	3.5	new
spark.connect.execute.reattachable.observerRetryBufferSize	z	10m	3.5	new
spark.connect.execute.reattachable.senderMaxStreamDuration	z	2m	3.5	new
spark.connect.execute.reattachable.senderMaxStreamSize	z	1g	3.5	new
spark.connect.extensions.command.classes	s		3.4	new
spark.connect.extensions.expression.classes	s		3.4	new
spark.connect.extensions.getStatus.classes	s		4.1	new
spark.connect.extensions.relation.classes	s		3.4	new
spark.connect.grpc.arrow.maxBatchSize	z	134217728b	3.4	new
spark.connect.grpc.binding.address	s		4.0	new
spark.connect.grpc.binding.port	i	15002	3.4	new
spark.connect.grpc.interceptor.classes	s		3.4	new
spark.connect.grpc.keepAlive.enabled	b	true	4.3	new
spark.connect.grpc.keepAlive.time	t	60000ms	4.3	new
spark.connect.grpc.keepAlive.timeout	t	20000ms	4.3	new
spark.connect.grpc.marshallerRecursionLimit	i	1024	3.5	new
spark.connect.grpc.maxInboundMessageSize	z	134217728b	3.4	new
spark.connect.grpc.maxMetadataSize	z	1024b	4.0	new
spark.connect.grpc.port.maxRetries	i	0	4.0	new
spark.connect.jvmStacktrace.maxSize	i	1024	3.5	new
spark.connect.maxPlanSize	z	536870912b	4.1	new
spark.connect.ml.backend.classes	s		4.0	new
spark.connect.progress.reportInterval	t	2s	4.0	new
spark.connect.scalaUdf.stubPrefixes	s	org.apache.spark.sql.connect.client	3.5
spark.connect.session.connectML.mlCache.memoryControl.enabled	b	true	4.1	new
spark.connect.session.connectML.mlCache.memoryControl.maxInMemorySize	z	1580204032b	4.1	new
spark.connect.session.connectML.mlCache.memoryControl.maxModelSize	z	1g	4.1	new
spark.connect.session.connectML.mlCache.memoryControl.maxStorageSize	z	10g	4.1	new
spark.connect.session.connectML.mlCache.memoryControl.offloadingTimeout	t	900000ms	4.1	new
spark.connect.session.inactiveOperations.cacheExpiration	t	1800000ms	4.1	new
spark.connect.session.manager.closedSessionsTombstonesSize	i	1000	4.0	new
spark.connect.session.manager.defaultSessionTimeout	z	60m	4.0	new
spark.connect.session.manager.maintenanceInterval	t	30s	4.0	new
spark.connect.session.planCache.alwaysCacheDataSourceReadsEnabled	b	true	4.1	new
spark.connect.session.planCache.enabled	b	true	4.0	new
spark.connect.session.planCache.maxSize	i	32	4.0	new
spark.connect.session.planCompression.defaultAlgorithm	s	ZSTD	4.1	new
spark.connect.session.planCompression.threshold	i	10485760	4.1	new
spark.connect.session.resultChunking.maxChunkSize	z	120795955b	4.1	new
spark.cores.max	s		0.6
spark.dead.worker.persistence	i	15	0.8
spark.decommission.enabled	b	false	3.1
spark.default.parallelism	s		0.5	new
spark.deploy.appIdPattern	s	app-%s-%04d	4.0	new
spark.deploy.appNumberModulo	s		4.0	new
spark.deploy.defaultCores	i	2147483647	0.9
spark.deploy.driverIdPattern	s	driver-%s-%04d	4.0	new
spark.deploy.maxDrivers	i	2147483647	4.0	new
spark.deploy.maxExecutorRetries	i	10	1.6
spark.deploy.recoveryCompressionCodec	s		4.0	new
spark.deploy.recoveryDirectory	s		0.8
spark.deploy.recoveryMode	s	NONE	0.8
spark.deploy.recoveryMode.factory	s		1.2
spark.deploy.recoverySerializationFilter	s	java.**;scala.**;org.apache.spark.**;!*	4.3	new
spark.deploy.recoveryTimeout	s		4.0	new
spark.deploy.retainedApplications	i	200	0.8
spark.deploy.retainedDrivers	i	200	1.1
spark.deploy.spreadOut	b	true	0.6	removed
spark.deploy.spreadOutApps	b	true	0.6	new
spark.deploy.spreadOutDrivers	b	true	4.0	new
spark.deploy.workerSelectionPolicy	s	CORES_FREE_DESC	4.0	new
spark.deploy.zookeeper.dir	s		0.8
spark.deploy.zookeeper.url	s		0.8
spark.diskStore.subDirectories	i	64	0.6
spark.driver.appUIAddress	s		1.1
spark.driver.bindAddress	s	@spark.driver.host	2.1
spark.driver.blockManager.port	s	@spark.blockManager.port	2.1
spark.driver.cores	i	1	1.3
spark.driver.defaultExtraClassPath	s		4.0	new
spark.driver.extraClassPath	s		1.0
spark.driver.extraJavaOptions	s		1.0
spark.driver.extraLibraryPath	s		1.0
spark.driver.host	s	192.0.2.2	0.7
spark.driver.limitActiveProcessorCount.enabled	b	false	4.2	new
spark.driver.log.allowErasureCoding	b	false	3.0
spark.driver.log.dfsDir	s		3.0
spark.driver.log.layout	s		3.0
spark.driver.log.localDir	s		4.0	new
spark.driver.log.persistToDfs.enabled	b	false	3.0
spark.driver.log.redirectConsoleOutputs	s	stdout,stderr	4.1	new
spark.driver.maxResultSize	z	1g	1.2
spark.driver.memory	z	1g	1.1
spark.driver.memoryOverhead	s		2.3
spark.driver.memoryOverheadFactor	d	0.1	3.3
spark.driver.metrics.pollingInterval	s	@spark.executor.heartbeatInterval	4.1	new
spark.driver.minMemoryOverhead	z	384m	4.0	new
spark.driver.port	i	0	0.7
spark.driver.resourcesFile	s		3.0
spark.driver.supervise	b	false	1.3
spark.driver.timeout	t	0min	4.0	new
spark.driver.userClassPathFirst	b	false	1.3
spark.dynamicAllocation.cachedExecutorIdleTimeout	t	2147483647000ms	1.4
spark.dynamicAllocation.enabled	b	false	1.2
spark.dynamicAllocation.executorAllocationRatio	d	1.0	2.4
spark.dynamicAllocation.executorIdleTimeout	t	60000ms	1.2
spark.dynamicAllocation.initialExecutors	s	@spark.dynamicAllocation.minExecutors	1.3
spark.dynamicAllocation.maxExecutors	i	2147483647	1.2
spark.dynamicAllocation.minExecutors	i	0	1.2
spark.dynamicAllocation.schedulerBacklogTimeout	t	1000ms	1.2
spark.dynamicAllocation.shuffleTracking.enabled	b	true	3.0
spark.dynamicAllocation.shuffleTracking.timeout	t	9223372036854775807ms	3.0
spark.dynamicAllocation.sustainedSchedulerBacklogTimeout	s	@spark.dynamicAllocation.schedulerBacklogTimeout	1.2
spark.dynamicAllocation.testing	b	false	1.2
spark.eventLog.buffer.kb	z	100k	1.0
spark.eventLog.compress	b	true	1.0	=false
spark.eventLog.compression.codec	s	zstd	3.0
spark.eventLog.dir	s	/tmp/spark-events	1.0
spark.eventLog.enabled	b	false	1.0
spark.eventLog.erasureCoding.enabled	b	false	3.0
spark.eventLog.excludedPatterns	s		4.1	new
spark.eventLog.gcMetrics.oldGenerationGarbageCollectors	s	MarkSweepCompact,PS MarkSweep,ConcurrentMarkSweep,G1 Old Generation	3.0
spark.eventLog.gcMetrics.youngGenerationGarbageCollectors	s	Copy,PS Scavenge,ParNew,G1 Young Generation	3.0
spark.eventLog.includeTaskMetricsAccumulators	b	true	4.0	new
spark.eventLog.logBlockUpdates.enabled	b	false	2.3
spark.eventLog.logStageExecutorMetrics	b	false	3.0
spark.eventLog.longForm.enabled	b	false	2.4
spark.eventLog.overwrite	b	false	1.0
spark.eventLog.rolling.enabled	b	true	3.0	=false
spark.eventLog.rolling.maxFileSize	z	128m	3.0
spark.eventLog.testing	b	false	1.0
spark.excludeOnFailure.application.enabled	s		4.0	new
spark.excludeOnFailure.application.fetchFailure.enabled	b	false	3.1
spark.excludeOnFailure.application.maxFailedExecutorsPerNode	i	2	3.1
spark.excludeOnFailure.application.maxFailedTasksPerExecutor	i	2	3.1
spark.excludeOnFailure.enabled	s		3.1
spark.excludeOnFailure.killExcludedExecutors	b	false	3.1
spark.excludeOnFailure.killExcludedExecutors.decommission	b	false	3.2
spark.excludeOnFailure.stage.maxFailedExecutorsPerNode	i	2	3.1
spark.excludeOnFailure.stage.maxFailedTasksPerExecutor	i	2	3.1
spark.excludeOnFailure.task.maxTaskAttemptsPerExecutor	i	1	3.1
spark.excludeOnFailure.task.maxTaskAttemptsPerNode	i	2	3.1
spark.excludeOnFailure.taskAndStage.enabled	s		4.0	new
spark.excludeOnFailure.timeout	s		3.1
spark.executor.allowSparkContext	b	false	3.0
spark.executor.cores	i	1	1.0
spark.executor.decommission.forceKillTimeout	s		3.2
spark.executor.decommission.killInterval	s		3.1
spark.executor.decommission.signal	s	PWR	3.2
spark.executor.defaultExtraClassPath	s		4.0	new
spark.executor.extraClassPath	s		1.0
spark.executor.extraJavaOptions	s		1.0
spark.executor.extraLibraryPath	s		1.0
spark.executor.failuresValidityInterval	s		3.5
spark.executor.heartbeat.dropZeroAccumulatorUpdates	b	true	3.0
spark.executor.heartbeat.maxFailures	i	60	1.6
spark.executor.heartbeatInterval	t	10s	1.1
spark.executor.id	s		1.2
spark.executor.instances	s		1.0
spark.executor.isolatedSessionCache.size	i	100	4.1	new
spark.executor.killOnFatalError.depth	i	5	3.1
spark.executor.limitActiveProcessorCount.enabled	b	false	4.2	new
spark.executor.logs.redirectConsoleOutputs	s	stdout,stderr	4.1	new
spark.executor.logs.rolling.enableCompression	b	false	2.0
spark.executor.logs.rolling.maxRetainedFiles	i	-1	1.1
spark.executor.logs.rolling.maxSize	s	1048576	1.4
spark.executor.logs.rolling.strategy	s		1.1
spark.executor.logs.rolling.time.interval	s	daily	1.1
spark.executor.maxNumFailures	s		3.5
spark.executor.memory	z	1g	0.7
spark.executor.memoryOverhead	s		2.3
spark.executor.memoryOverheadFactor	d	0.1	3.3
spark.executor.metrics.fileSystemSchemes	s	file,hdfs	3.1
spark.executor.metrics.pollingInterval	l	0	3.0
spark.executor.minMemoryOverhead	z	384m	4.0	new
spark.executor.processTreeMetrics.enabled	b	false	3.0
spark.executor.pyspark.memory	s		2.4
spark.executor.python.worker.log.details	b	false	3.5
spark.executor.syncLogLevel.enabled	b	false	4.0	new
spark.executor.userClassPathFirst	b	false	1.3
spark.extraListeners	s		1.3
spark.file.transferTo	b	true	1.4
spark.files	s		1.0
spark.files.fetchFailure.unRegisterOutputOnHost	b	false	2.3
spark.files.ignoreCorruptFiles	b	false	2.1
spark.files.ignoreMissingFiles	b	false	2.4
spark.files.maxPartitionBytes	z	134217728b	2.1
spark.files.openCostInBytes	z	4194304b	2.1
spark.hadoopRDD.ignoreEmptySplits	b	true	2.3
spark.history.custom.executor.log.url	s		3.0
spark.history.custom.executor.log.url.applyIncompleteApplication	b	true	3.0
spark.history.fs.cleaner.enabled	b	false	1.4
spark.history.fs.cleaner.interval	t	1d	1.4
spark.history.fs.cleaner.maxAge	t	7d	1.4
spark.history.fs.cleaner.maxNum	i	2147483647	3.0
spark.history.fs.driverlog.cleaner.enabled	s	@spark.history.fs.cleaner.enabled	3.0
spark.history.fs.driverlog.cleaner.interval	s	@spark.history.fs.cleaner.interval	3.0
spark.history.fs.driverlog.cleaner.maxAge	s	@spark.history.fs.cleaner.maxAge	3.0
spark.history.fs.endEventReparseChunkSize	z	1m	2.4
spark.history.fs.eventLog.maxLineLength	z	256m	4.3	new
spark.history.fs.eventLog.onDemandLoadEnabled	b	true	4.3	new
spark.history.fs.eventLog.rolling.compaction.score.threshold	d	0.7	3.0
spark.history.fs.eventLog.rolling.maxFilesToRetain	i	2147483647	3.0
spark.history.fs.eventLog.rolling.onDemandLoadEnabled	b	true	4.1	new
spark.history.fs.inProgressOptimization.enabled	b	true	2.4
spark.history.fs.logDirectory	s	file:/tmp/spark-events	1.1
spark.history.fs.logDirectory.names	s		4.2	new
spark.history.fs.numCompactThreads	i	1	4.1	new
spark.history.fs.numReplayThreads	i	1	2.0
spark.history.fs.safemodeCheck.interval	t	5s	1.6
spark.history.fs.update.batchSize	i	2147483647	3.4
spark.history.fs.update.interval	t	10s	1.4
spark.history.fs.update.scanDisabledPathPatterns	s		4.2	new
spark.history.kerberos.enabled	b	false	1.0
spark.history.kerberos.keytab	s		1.0
spark.history.kerberos.principal	s		1.0
spark.history.provider	s	org.apache.spark.deploy.history.FsHistoryProvider	1.1	=
spark.history.retainedApplications	i	50	1.0
spark.history.store.hybridStore.diskBackend	s	ROCKSDB	3.3
spark.history.store.hybridStore.enabled	b	false	3.1
spark.history.store.hybridStore.maxMemoryUsage	z	2g	3.1
spark.history.store.maxDiskUsage	z	10g	2.3
spark.history.store.path	s		2.3
spark.history.store.serializer	s	JSON	3.4
spark.history.ui.acls.enable	b	false	1.0
spark.history.ui.admin.acls	s		2.1
spark.history.ui.admin.acls.groups	s		2.1
spark.history.ui.maxApplications	i	2147483647	2.0
spark.history.ui.port	i	18080	1.0
spark.history.ui.title	s	History Server	4.0	new
spark.io.compression.codec	s	lz4	0.8
spark.io.compression.lz4.blockSize	z	32k	1.4
spark.io.compression.lzf.parallel.enabled	b	true	4.0	new
spark.io.compression.snappy.blockSize	z	32k	1.4
spark.io.compression.zstd.bufferPool.enabled	b	true	3.2
spark.io.compression.zstd.bufferSize	z	32k	2.3
spark.io.compression.zstd.level	i	1	2.3
spark.io.compression.zstd.strategy	s		4.1	new
spark.io.compression.zstd.workers	i	0	4.0	new
spark.io.crypto.cipher.transformation	s	AES/CTR/NoPadding	2.1
spark.io.encryption.enabled	b	false	2.1
spark.io.encryption.keySizeBits	i	128	2.1
spark.io.encryption.keygen.algorithm	s	HmacSHA1	2.1
spark.io.warning.largeFileThreshold	z	1073741824b	3.0
spark.jars	s		0.9
spark.jars.excludes	s		1.5
spark.jars.ivy	s	~/.ivy2.5.2	1.3	=
spark.jars.ivySettings	s		2.2
spark.jars.packages	s		1.5
spark.jars.repositories	s		2.3
spark.kerberos.access.hadoopFileSystems	s		3.0
spark.kerberos.keytab	s		3.0
spark.kerberos.principal	s		3.0
spark.kerberos.relogin.period	z	1m	3.0
spark.kerberos.renewal.credentials	s	keytab	3.0
spark.kryo.classesToRegister	s		1.2
spark.kryo.pool	b	true	3.0
spark.kryo.referenceTracking	b	true	0.8
spark.kryo.registrationRequired	b	false	1.1
spark.kryo.registrator	s		0.5
spark.kryo.unsafe	b	true	2.1
spark.kryoserializer.buffer	z	64k	1.4
spark.kryoserializer.buffer.max	z	64m	1.4
spark.kubernetes.allocation.batch.delay	t	1s	2.3
spark.kubernetes.allocation.batch.size	i	20	2.3	=5
spark.kubernetes.allocation.driver.readinessTimeout	t	1s	3.1
spark.kubernetes.allocation.executor.timeout	t	600s	3.1
spark.kubernetes.allocation.maxPendingPods	i	2147483647	3.2
spark.kubernetes.allocation.maxPendingPodsPerRp	i	2147483647	4.1	new
spark.kubernetes.allocation.maximum	i	2147483647	4.1	new
spark.kubernetes.allocation.pods.allocator	s	direct	3.3
spark.kubernetes.allocation.recoveryMode.enabled	s		4.2	new
spark.kubernetes.appKillPodDeletionGracePeriod	s		3.0
spark.kubernetes.authenticate.driver.serviceAccountName	s		2.3
spark.kubernetes.authenticate.executor.serviceAccountName	s		3.1
spark.kubernetes.configMap.maxSize	l	1048576	3.1
spark.kubernetes.container.image	s		2.3
spark.kubernetes.container.image.pullPolicy	s	IfNotPresent	2.3
spark.kubernetes.container.image.pullSecrets	s		2.4
spark.kubernetes.context	s		3.0
spark.kubernetes.decommission.script	s	/opt/decom.sh	3.2
spark.kubernetes.driver.annotateExitException	b	false	4.1	new
spark.kubernetes.driver.connectionTimeout	i	10000	3.0
spark.kubernetes.driver.container.image	s	@spark.kubernetes.container.image	2.3
spark.kubernetes.driver.limit.cores	s		2.3
spark.kubernetes.driver.master	s	https://kubernetes.default.svc	3.0
spark.kubernetes.driver.ownPersistentVolumeClaim	b	true	3.2
spark.kubernetes.driver.pod.excludedFeatureSteps	s		4.1	new
spark.kubernetes.driver.pod.featureSteps	s		3.2
spark.kubernetes.driver.pod.name	s		2.3
spark.kubernetes.driver.podTemplateContainerName	s		3.0
spark.kubernetes.driver.podTemplateFile	s		3.0
spark.kubernetes.driver.request.cores	s		3.0
spark.kubernetes.driver.requestTimeout	i	10000	3.0
spark.kubernetes.driver.resourceNamePrefix	s		3.0
spark.kubernetes.driver.reusePersistentVolumeClaim	b	true	3.2
spark.kubernetes.driver.scheduler.name	s		3.3
spark.kubernetes.driver.securityContext.allowPrivilegeEscalation	s	@spark.kubernetes.securityContext.allowPrivilegeEscalation	4.3	new
spark.kubernetes.driver.service.deleteOnTermination	b	true	3.2
spark.kubernetes.driver.service.ipFamilies	s	IPv4	3.4
spark.kubernetes.driver.service.ipFamilyPolicy	s	SingleStack	3.4
spark.kubernetes.driver.service.publishNotReadyAddresses	b	false	4.3	new
spark.kubernetes.driver.waitToReusePersistentVolumeClaim	b	false	3.4
spark.kubernetes.dynamicAllocation.deleteGracePeriod	t	5s	3.0
spark.kubernetes.executor.apiPollingInterval	t	30s	2.4
spark.kubernetes.executor.checkAllContainers	b	true	3.1	=false
spark.kubernetes.executor.container.image	s	@spark.kubernetes.container.image	2.3
spark.kubernetes.executor.decommissionLabel	s		3.3
spark.kubernetes.executor.decommissionLabelValue	s		3.3
spark.kubernetes.executor.deleteOnTermination	b	true	3.0
spark.kubernetes.executor.deletedExecutorsCacheTimeout	t	180000ms	4.1	new
spark.kubernetes.executor.disableConfigMap	b	false	3.2
spark.kubernetes.executor.enableApiPolling	b	true	3.4
spark.kubernetes.executor.enableApiWatcher	b	true	3.4
spark.kubernetes.executor.enablePollingWithResourceVersion	b	false	3.3
spark.kubernetes.executor.eventProcessingInterval	t	1s	2.4
spark.kubernetes.executor.limit.cores	s		2.3
spark.kubernetes.executor.minTasksPerExecutorBeforeRolling	i	0	3.3
spark.kubernetes.executor.missingPodDetectDelta	t	30s	3.1
spark.kubernetes.executor.pod.excludedFeatureSteps	s		4.1	new
spark.kubernetes.executor.pod.featureSteps	s		3.2
spark.kubernetes.executor.podDeletionCost	s		4.2	new
spark.kubernetes.executor.podNamePrefix	s		2.3
spark.kubernetes.executor.podTemplateContainerName	s		3.0
spark.kubernetes.executor.podTemplateFile	s		3.0
spark.kubernetes.executor.pvc.resizeFactor	d	1.0	4.2	new
spark.kubernetes.executor.pvc.resizeInterval	t	300000ms	4.2	new
spark.kubernetes.executor.pvc.resizeThreshold	d	0.5	4.2	new
spark.kubernetes.executor.request.cores	s		2.4
spark.kubernetes.executor.resizeFactor	d	0.1	4.2	new
spark.kubernetes.executor.resizeInterval	z	1m	4.2	new
spark.kubernetes.executor.resizeThreshold	d	0.9	4.2	new
spark.kubernetes.executor.rollInterval	t	0ms	3.3
spark.kubernetes.executor.rollPolicy	s	OUTLIER	3.3
spark.kubernetes.executor.scheduler.name	s		3.0
spark.kubernetes.executor.securityContext.allowPrivilegeEscalation	s	@spark.kubernetes.securityContext.allowPrivilegeEscalation	4.3	new
spark.kubernetes.executor.terminationGracePeriodSeconds	t	30s	4.1	new
spark.kubernetes.executor.useDriverPodIP	b	true	4.1	new
spark.kubernetes.executorSnapshotsSubscribersShutdownGracePeriod	t	20s	3.4
spark.kubernetes.file.upload.path	s		3.0
spark.kubernetes.hadoop.configMapName	s		3.0
spark.kubernetes.jars.avoidDownloadSchemes	s		4.0	new
spark.kubernetes.kerberos.krb5.configMapName	s		3.0
spark.kubernetes.kerberos.krb5.path	s		3.0
spark.kubernetes.kerberos.tokenSecret.itemKey	s		3.0
spark.kubernetes.kerberos.tokenSecret.name	s		3.0
spark.kubernetes.legacy.useReadWriteOnceAccessMode	b	false	3.4	=true
spark.kubernetes.local.dirs.tmpfs	b	false	3.0
spark.kubernetes.memoryOverheadFactor	d	0.1	2.4
spark.kubernetes.namespace	s	default	2.3
spark.kubernetes.pyspark.pythonVersion	s		2.4	removed
spark.kubernetes.report.interval	t	1s	2.3
spark.kubernetes.resource.type	s		2.4
spark.kubernetes.scheduler.name	s		3.3
spark.kubernetes.securityContext.allowPrivilegeEscalation	b	false	4.3	new
spark.kubernetes.submission.connectionTimeout	i	10000	3.0
spark.kubernetes.submission.requestTimeout	i	10000	3.0
spark.kubernetes.submission.waitAppCompletion	b	true	2.3
spark.kubernetes.submitInDriver	b	false	2.4
spark.kubernetes.trust.certificates	b	false	3.2
spark.locality.wait	t	3s	0.5
spark.locality.wait.legacyResetOnTaskLaunch	b	false	3.1
spark.locality.wait.node	s	@spark.locality.wait	0.8
spark.locality.wait.process	s	@spark.locality.wait	0.8
spark.locality.wait.rack	s	@spark.locality.wait	0.8
spark.log.callerContext	s		2.2
spark.log.legacyTaskNameMdc.enabled	b	false	4.0	new
spark.log.level	s		3.5
spark.log.structuredLogging.enabled	b	false	4.0	new
spark.master.rest.allowedAppResourcePatterns	s		4.3	new
spark.master.rest.enabled	b	true	1.3	=false
spark.master.rest.filters	s		4.0	new
spark.master.rest.host	s		4.0	new
spark.master.rest.maxRequestBodySize	z	100m	4.3	new
spark.master.rest.maxThreads	i	200	4.0	new
spark.master.rest.port	i	6066	1.3
spark.master.rest.virtualThread.enabled	b	true	4.0	new
spark.master.ui.decommission.allow.mode	s	LOCAL	3.1
spark.master.ui.historyServerUrl	s		4.0	new
spark.master.ui.port	i	8080	1.1
spark.master.ui.title	s		4.0	new
spark.master.ui.visibleEnvVarPrefixes	s		4.0	new
spark.master.useAppNameAsAppId.enabled	b	false	4.0	new
spark.master.useDriverIdAsAppName.enabled	b	false	4.0	new
spark.memory.fraction	d	0.6	1.6
spark.memory.offHeap.enabled	b	false	1.6
spark.memory.offHeap.size	z	0b	1.6
spark.memory.storageFraction	d	0.5	1.6
spark.memory.unmanagedMemoryPollingInterval	t	0s	4.1	new
spark.metrics.appStatusSource.enabled	b	true	3.0	=false
spark.metrics.conf	s		0.8
spark.metrics.executorMetricsSource.enabled	b	true	3.0
spark.metrics.namespace	s		2.1
spark.metrics.staticSources.enabled	b	true	3.0
spark.modify.acls	s		1.1
spark.modify.acls.groups	s		2.0
spark.network.crypto.enabled	b	false	2.2
spark.network.crypto.saslFallback	b	true	2.2
spark.network.maxRemoteBlockSizeFetchToMem	z	200m	3.0
spark.network.recreateWorkerGroupOnDeadEventLoop	b	true	4.3	new
spark.network.remoteReadNioBufferConversion	b	false	2.4
spark.network.timeout	t	120s	1.3
spark.network.timeoutInterval	t	60s	1.3
spark.plugins	s		3.0
spark.pyspark.driver.python	s		2.1
spark.pyspark.python	s		2.1
spark.python.authenticate.socketTimeout	t	15s	3.1
spark.python.daemon.killWorkerOnFlushFailure	b	true	4.1	new
spark.python.daemon.module	s		2.4
spark.python.factory.idleWorkerMaxPoolSize	s		4.1	new
spark.python.sql.dataFrameDebugging.enabled	b	true	4.0	new
spark.python.task.killTimeout	t	2s	2.2
spark.python.udf.pipelined.enabled	b	false	4.3	new
spark.python.udf.pipelined.queueDepth	i	2	4.3	new
spark.python.unix.domain.socket.dir	s		4.1	new
spark.python.unix.domain.socket.enabled	b	false	4.1	new
spark.python.use.daemon	b	true	2.3
spark.python.worker.faulthandler.enabled	b	false	3.2
spark.python.worker.idleTimeoutSeconds	t	0ms	4.0	new
spark.python.worker.killOnIdleTimeout	b	false	4.1	new
spark.python.worker.module	s		2.4
spark.python.worker.reuse	b	true	1.2
spark.python.worker.tracebackDumpIntervalSeconds	t	0ms	4.1	new
spark.r.backendConnectionTimeout	i	6000	2.1
spark.r.command	s		1.5
spark.r.heartBeatInterval	i	100	2.1
spark.r.numRBackendThreads	i	2	1.4
spark.rdd.cache.visibilityTracking.enabled	b	false	3.5
spark.rdd.checkpoint.cachePreferredLocsExpireTime	s		3.0
spark.rdd.compress	b	true	0.6	=false
spark.rdd.limit.initialNumPartitions	i	1	3.4
spark.rdd.limit.scaleUpFactor	i	4	2.1
spark.rdd.parallelListingThreshold	i	10	2.0
spark.redaction.regex	s	(?i)secret|password|token|access[.]?key|credential	2.1	=(?i)secret|password|token|access[.]?key
spark.redaction.string.regex	s		2.2
spark.reducer.maxBlocksInFlightPerAddress	i	2147483647	2.2
spark.reducer.maxReqsInFlight	i	2147483647	2.0
spark.reducer.maxSizeInFlight	z	48m	1.4
spark.resources.discoveryPlugin	s		3.0
spark.resources.warnings.testing	b	false	3.1
spark.rpc.askTimeout	s		1.4
spark.rpc.connect.threads	i	64	1.6
spark.rpc.io.numConnectionsPerPeer	i	1	1.6
spark.rpc.io.threads	s		1.6
spark.rpc.lookupTimeout	s		1.4
spark.rpc.message.maxSize	i	128	2.0
spark.rpc.netty.dispatcher.numThreads	s		1.6
spark.scheduler.allocation.file	s		0.8
spark.scheduler.barrier.maxConcurrentTasksCheck.interval	t	15s	2.4
spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures	i	40	2.4
spark.scheduler.dropTaskInfoAccumulablesOnTaskCompletion.enabled	b	false	4.0	new
spark.scheduler.excludeOnFailure.unschedulableTaskSetTimeout	t	120000ms	3.1
spark.scheduler.executorTaskExcludeOnFailureTime	s		3.1
spark.scheduler.listenerbus.eventqueue.capacity	i	10000	2.3
spark.scheduler.listenerbus.exitTimeout	t	0ms	4.0	new
spark.scheduler.listenerbus.logSlowEvent	b	true	3.0
spark.scheduler.listenerbus.logSlowEvent.threshold	t	1s	3.0
spark.scheduler.listenerbus.metrics.maxListenerClassesTimed	i	128	2.3
spark.scheduler.maxRegisteredResourcesWaitingTime	t	30s	1.1
spark.scheduler.maxRetainedRemovedDecommissionExecutors	i	0	3.4
spark.scheduler.maxRetainedUnknownDecommissionExecutors	i	0	3.5
spark.scheduler.minRegisteredResourcesRatio	s		1.1
spark.scheduler.mode	s	FIFO	0.8
spark.scheduler.numCancelledJobGroupsToTrack	i	1000	4.0	new
spark.scheduler.pipelinedGroup.slotCheck.enabled	b	true	4.3	new
spark.scheduler.resource.profileMergeConflicts	b	false	3.1
spark.scheduler.revive.interval	s		0.8
spark.scheduler.stage.legacyAbortAfterKillTasks	b	true	4.0	new
spark.scheduler.streaming.idAwareLogging.enabled	b	true	4.2	new
spark.scheduler.streaming.idAwareLogging.queryIdLength	i	5	4.2	new
spark.security.credentials.renewalRatio	d	0.75	2.4
spark.security.credentials.retryWait	t	1h	2.4
spark.security.directCredentialProviders.enabled	b	false	4.3	new
spark.serializer	s	org.apache.spark.serializer.JavaSerializer	0.5
spark.serializer.extraDebugInfo	b	true	1.3
spark.serializer.objectStreamReset	i	100	1.0
spark.shuffle.accurateBlockSkewedFactor	d	-1.0	3.3
spark.shuffle.accurateBlockThreshold	z	104857600b	2.2
spark.shuffle.checksum.algorithm	s	ADLER32	3.2
spark.shuffle.checksum.enabled	b	true	3.2
spark.shuffle.compress	b	true	0.6
spark.shuffle.detectCorrupt	b	true	2.2
spark.shuffle.detectCorrupt.useExtraMemory	b	false	3.0
spark.shuffle.file.buffer	z	32k	1.4
spark.shuffle.file.merge.buffer	s	@spark.shuffle.file.buffer	4.0	new
spark.shuffle.localDisk.file.output.buffer	s	@spark.shuffle.unsafe.file.output.buffer	4.0	new
spark.shuffle.manager	s	sort	1.1
spark.shuffle.manager.incremental	s	streaming	4.3	new
spark.shuffle.mapOutput.dispatcher.numThreads	i	8	2.0
spark.shuffle.mapOutput.minSizeForBroadcast	z	512k	2.0
spark.shuffle.mapOutput.parallelAggregationThreshold	i	10000000	2.3
spark.shuffle.mapStatus.compression.codec	s	zstd	3.0
spark.shuffle.maxAccurateSkewedBlockNumber	i	100	3.3
spark.shuffle.maxAttemptsOnNettyOOM	i	10	3.2
spark.shuffle.minNumPartitionsToHighlyCompress	i	2000	2.4
spark.shuffle.push.enabled	b	false	3.2
spark.shuffle.push.finalize.timeout	t	10s	3.2
spark.shuffle.push.maxBlockBatchSize	z	3m	3.2
spark.shuffle.push.maxBlockSizeToPush	z	1m	3.2
spark.shuffle.push.maxRetainedMergerLocations	i	500	3.2
spark.shuffle.push.merge.finalizeThreads	i	8	3.3
spark.shuffle.push.mergersMinStaticThreshold	i	5	3.2
spark.shuffle.push.mergersMinThresholdRatio	d	0.05	3.2
spark.shuffle.push.minCompletedPushRatio	d	1.0	3.3
spark.shuffle.push.minShuffleSizeToWait	z	500m	3.3
spark.shuffle.push.numPushThreads	s		3.2
spark.shuffle.push.results.timeout	t	10s	3.2
spark.shuffle.push.sendFinalizeRPCThreads	i	8	3.4
spark.shuffle.readHostLocalDisk	b	true	3.0
spark.shuffle.reduceLocality.enabled	b	true	1.5
spark.shuffle.registration.maxAttempts	i	3	2.3
spark.shuffle.registration.timeout	t	5000ms	2.3
spark.shuffle.service.db.backend	s	ROCKSDB	3.4	=LEVELDB
spark.shuffle.service.db.enabled	b	true	3.0
spark.shuffle.service.enabled	b	false	1.2
spark.shuffle.service.fetch.rdd.enabled	b	false	3.0
spark.shuffle.service.name	s	spark_shuffle	3.2
spark.shuffle.service.port	i	7337	1.2
spark.shuffle.service.removeShuffle	b	true	3.3	=false
spark.shuffle.sort.bypassMergeThreshold	i	200	1.1
spark.shuffle.sort.initialBufferSize	z	4096b	2.1
spark.shuffle.sort.io.plugin.class	s	org.apache.spark.shuffle.sort.io.LocalDiskShuffleDataIO	3.0
spark.shuffle.sort.useRadixSort	b	true	2.0
spark.shuffle.spill.batchSize	l	10000	0.9
spark.shuffle.spill.compress	b	true	0.9
spark.shuffle.spill.diskWriteBufferSize	z	1048576b	2.3
spark.shuffle.spill.initialMemoryThreshold	z	5242880b	1.1
spark.shuffle.spill.maxSizeInBytesForSpillThreshold	z	9223372036854775807b	4.1	new
spark.shuffle.spill.numElementsForceSpillThreshold	i	2147483647	1.6
spark.shuffle.streaming.checksum.enabled	b	true	4.3	new
spark.shuffle.streaming.networkBufferMaxWaitTimeMs	l	50	4.3	new
spark.shuffle.streaming.networkBufferSize	i	32768	4.3	new
spark.shuffle.streaming.readerMaxMemory	i	33554432	4.3	new
spark.shuffle.streaming.writerConnectionTimeout	t	1h	4.3	new
spark.shuffle.streaming.writerMaxMemory	i	33554432	4.3	new
spark.shuffle.sync	b	false	0.8
spark.shuffle.unsafe.fastMergeEnabled	b	true	1.4
spark.shuffle.unsafe.file.output.buffer	z	32k	2.3
spark.shuffle.useOldFetchProtocol	b	false	3.0
spark.shutdown.timeout	s		4.0	new
spark.sparkr.r.command	s	Rscript	1.5
spark.speculation	b	false	0.6
spark.speculation.efficiency.enabled	b	true	3.4
spark.speculation.efficiency.longRunTaskFactor	d	2.0	3.4
spark.speculation.efficiency.processRateMultiplier	d	0.75	3.4
spark.speculation.interval	t	100ms	0.6
spark.speculation.minTaskRuntime	t	100ms	3.2
spark.speculation.multiplier	d	3.0	0.6	=1.5
spark.speculation.quantile	d	0.9	0.6	=0.75
spark.speculation.task.duration.threshold	s		3.0
spark.sql.adaptive.advisoryPartitionSizeInBytes	s	@spark.sql.adaptive.shuffle.targetPostShuffleInputSize	3.0
spark.sql.adaptive.applyFinalStageShuffleOptimizations	b	true	3.4
spark.sql.adaptive.autoBroadcastJoinThreshold	s		3.2
spark.sql.adaptive.coalescePartitions.enabled	b	true	3.0
spark.sql.adaptive.coalescePartitions.initialPartitionNum	s		3.0
spark.sql.adaptive.coalescePartitions.maxReducerPartitionsPerTask	i	2147483647	4.3	new
spark.sql.adaptive.coalescePartitions.minPartitionNum	s		3.0
spark.sql.adaptive.coalescePartitions.minPartitionSize	z	1MB	3.2
spark.sql.adaptive.coalescePartitions.parallelismFirst	b	true	3.2
spark.sql.adaptive.convertSortMergeJoinToShuffledHashJoin.enabled	b	true	4.3	new
spark.sql.adaptive.convertSortMergeJoinToShuffledHashJoin.lookThroughOperators.enabled	b	false	4.3	new
spark.sql.adaptive.convertSortMergeJoinToShuffledHashJoin.minWideningFactor	d	1.0	4.3	new
spark.sql.adaptive.costEvaluator.countLocalSort.enabled	s	@spark.sql.adaptive.convertSortMergeJoinToShuffledHashJoin.lookThroughOperators.enabled	4.3	new
spark.sql.adaptive.customCostEvaluatorClass	s		3.2
spark.sql.adaptive.enabled	b	true	1.6
spark.sql.adaptive.fetchShuffleBlocksInBatch	b	true	3.0
spark.sql.adaptive.forceApply	b	false	3.0
spark.sql.adaptive.forceOptimizeSkewedJoin	b	false	3.3
spark.sql.adaptive.localShuffleReader.enabled	b	true	3.0
spark.sql.adaptive.logLevel	s	DEBUG	3.0	=debug
spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold	z	0b	3.2
spark.sql.adaptive.nonEmptyPartitionRatioForBroadcastJoin	d	0.2	3.0
spark.sql.adaptive.optimizeSkewsInRebalancePartitions.enabled	b	true	3.2
spark.sql.adaptive.optimizer.excludedRules	s		3.1
spark.sql.adaptive.rebalancePartitionsSmallPartitionFactor	d	0.2	3.3
spark.sql.adaptive.shuffle.targetPostShuffleInputSize	z	64MB	1.6
spark.sql.adaptive.skewJoin.enabled	b	true	3.0
spark.sql.adaptive.skewJoin.skewedPartitionFactor	d	5.0	3.0
spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes	z	256MB	3.0
spark.sql.adaptive.streaming.stateless.enabled	b	true	4.1	new
spark.sql.addPartitionInBatch.size	i	100	3.0
spark.sql.allowNamedFunctionArguments	b	true	3.5
spark.sql.alwaysInlineCommonExpr	b	false	4.0	new
spark.sql.analyzer.allowSubqueryExpressionsInLambdasOrHigherOrderFunctions	b	false	4.0	new
spark.sql.analyzer.canonicalization.multiCommutativeOpMemoryOptThreshold	i	3	3.4
spark.sql.analyzer.dontDeduplicateExpressionIfExprIdInOutput	b	true	4.1	new
spark.sql.analyzer.expandTagPassthroughDuplicates	b	true	4.2	new
spark.sql.analyzer.failAmbiguousSelfJoin	b	true	3.0
spark.sql.analyzer.lowerEmptyGroupingSetToGlobalAggregate.enabled	b	true	4.2	new
spark.sql.analyzer.maxIterations	i	100	3.0
spark.sql.analyzer.preferColumnOverLcaInArrayIndex	b	true	4.1	new
spark.sql.analyzer.scalarSubqueryAllowGroupByColumnEqualToConstant	b	true	4.0	new
spark.sql.analyzer.singlePassResolver.dualRunSampleRate	d	0.1	4.1	new
spark.sql.analyzer.singlePassResolver.dualRunWithLegacy	b	false	4.0	new
spark.sql.analyzer.singlePassResolver.enableAsOfJoinResolution	b	true	4.3	new
spark.sql.analyzer.singlePassResolver.enabled	b	false	4.0	new
spark.sql.analyzer.singlePassResolver.enabledTentatively	b	false	4.1	new
spark.sql.analyzer.singlePassResolver.exposeResolverGuardFailure	b	false	4.1	new
spark.sql.analyzer.singlePassResolver.preventUsingAliasesFromNonDirectChildren	b	false	4.1	new
spark.sql.analyzer.singlePassResolver.relationBridging.enabled	b	true	4.0	new
spark.sql.analyzer.singlePassResolver.returnSinglePassResultInDualRun	b	false	4.0	new
spark.sql.analyzer.singlePassResolver.runExtendedResolutionChecks	b	true	4.1	new
spark.sql.analyzer.singlePassResolver.runHeavyExtendedResolutionChecks	b	true	4.1	new
spark.sql.analyzer.singlePassResolver.throwFromResolverGuard	b	false	4.1	new
spark.sql.analyzer.singlePassResolver.validationEnabled	b	true	4.0	new
spark.sql.analyzer.sqlFunctionResolution.applyConfOverrides	b	true	4.0	new
spark.sql.analyzer.strictDataFrameColumnResolution	b	true	4.2	new
spark.sql.analyzer.subqueryAliasAlwaysPropagateMetadataColumns	b	true	4.2	new
spark.sql.analyzer.unionIsResolvedWhenDuplicatesPerChildResolved	b	true	4.1	new
spark.sql.analyzer.uniqueNecessaryMetadataColumns	b	true	4.1	new
spark.sql.ansi.doubleQuotedIdentifiers	b	false	3.4
spark.sql.ansi.enabled	b	true	3.0	=false
spark.sql.ansi.enforceReservedKeywords	b	false	3.3
spark.sql.ansi.relationPrecedence	b	false	3.4
spark.sql.artifact.cacheStorageLevel	s	MEMORY_AND_DISK_SER	4.2	new
spark.sql.artifact.copyFromLocalToFs.allowDestLocal	b	false	4.3	new
spark.sql.artifact.isolation.alwaysApplyClassloader	b	false	4.0	new
spark.sql.artifact.isolation.enabled	b	true	4.0	new
spark.sql.assumeAnsiFalseIfNotPersisted.enabled	b	true	4.0	new
spark.sql.autoBroadcastJoinThreshold	z	10MB	1.1
spark.sql.avro.compression.codec	s	snappy	2.4
spark.sql.avro.datetimeRebaseModeInRead	s	CORRECTED	3.0	=EXCEPTION
spark.sql.avro.datetimeRebaseModeInWrite	s	CORRECTED	3.0	=EXCEPTION
spark.sql.avro.deflate.level	i	-1	2.4
spark.sql.avro.filterPushdown.enabled	b	true	3.1
spark.sql.avro.schemaUrlAllowedSchemes	s		4.3	new
spark.sql.avro.xz.level	i	6	4.0	new
spark.sql.avro.zstandard.bufferPool.enabled	b	false	4.0	new
spark.sql.avro.zstandard.level	i	3	4.0	new
spark.sql.binByRelationOperator.enabled	b	false	4.3	new
spark.sql.binaryOutputStyle	s		4.0	new
spark.sql.broadcastExchange.maxThreadThreshold	i	128	3.0
spark.sql.broadcastTimeout	l	300	1.3
spark.sql.bucketing.coalesceBucketsInJoin.enabled	b	false	3.1
spark.sql.bucketing.coalesceBucketsInJoin.maxBucketRatio	i	4	3.1
spark.sql.cache.serializer	s	org.apache.spark.sql.execution.columnar.DefaultCachedBatchSerializer	3.1
spark.sql.cartesianProductExec.buffer.in.memory.threshold	i	4096	2.2
spark.sql.cartesianProductExec.buffer.spill.size.threshold	s	@spark.shuffle.spill.maxSizeInBytesForSpillThreshold	4.1	new
spark.sql.cartesianProductExec.buffer.spill.threshold	i	2147483647	2.2
spark.sql.caseSensitive	b	false	1.4
spark.sql.catalog.spark_catalog	s	builtin	3.0	=
spark.sql.catalog.spark_catalog.defaultDatabase	s	default	3.4
spark.sql.catalogImplementation	s	in-memory	2.0
spark.sql.cbo.enabled	b	false	2.2
spark.sql.cbo.joinReorder.card.weight	d	0.7	2.2
spark.sql.cbo.joinReorder.dp.star.filter	b	false	2.2
spark.sql.cbo.joinReorder.dp.threshold	i	12	2.2
spark.sql.cbo.joinReorder.enabled	b	false	2.2
spark.sql.cbo.planStats.enabled	b	false	3.0
spark.sql.cbo.starJoinFTRatio	d	0.9	2.2
spark.sql.cbo.starSchemaDetection	b	false	2.2
spark.sql.charAsVarchar	b	false	3.3
spark.sql.chunkBase64String.enabled	b	true	3.5
spark.sql.classic.shuffleDependency.fileCleanup.enabled	b	false	4.1	new
spark.sql.cli.print.header	b	false	3.2
spark.sql.codegen.aggregate.fastHashMap.capacityBit	i	16	2.4
spark.sql.codegen.aggregate.map.twolevel.enabled	b	true	2.3
spark.sql.codegen.aggregate.map.twolevel.partialOnly	b	true	3.2
spark.sql.codegen.aggregate.map.vectorized.enable	b	false	3.0
spark.sql.codegen.aggregate.sortAggregate.enabled	b	true	3.3
spark.sql.codegen.aggregate.sortAggregate.withKeys.enabled	b	true	4.3	new
spark.sql.codegen.aggregate.splitAggregateFunc.enabled	b	true	3.0
spark.sql.codegen.broadcastCleanedSourceThreshold	i	-1	4.0	new
spark.sql.codegen.cache.maxEntries	i	100	2.4
spark.sql.codegen.comments	b	false	2.0
spark.sql.codegen.compiler	s	janino	4.3	new
spark.sql.codegen.factoryMode	s	FALLBACK	2.4
spark.sql.codegen.fallback	b	true	2.0
spark.sql.codegen.hugeMethodLimit	i	65535	2.3
spark.sql.codegen.join.buildSideOuterShuffledHashJoin.enabled	b	true	3.5
spark.sql.codegen.join.existenceSortMergeJoin.enabled	b	true	3.3
spark.sql.codegen.join.fullOuterShuffledHashJoin.enabled	b	true	3.3
spark.sql.codegen.join.fullOuterSortMergeJoin.enabled	b	true	3.3
spark.sql.codegen.logLevel	s	DEBUG	4.1	new
spark.sql.codegen.logging.maxLines	i	1000	2.3
spark.sql.codegen.maxFields	i	100	2.0
spark.sql.codegen.methodSplitThreshold	i	1024	3.0
spark.sql.codegen.splitConsumeFuncByOperator	b	true	2.3
spark.sql.codegen.useIdInClassName	b	true	2.3
spark.sql.codegen.wholeStage	b	true	2.0
spark.sql.codegen.wholeStage.union.enabled	b	true	4.2	new
spark.sql.codegen.wholeStage.union.maxChildren	i	64	4.2	new
spark.sql.collation.allowInMapKeys	b	false	4.0	new
spark.sql.collation.objectLevel.enabled	b	true	4.0	new
spark.sql.collation.schemaLevel.enabled	b	false	4.1	new
spark.sql.columnNameOfCorruptRecord	s	_corrupt_record	1.2
spark.sql.columnVector.offheap.enabled	s	@spark.memory.offHeap.enabled	2.3	=false
spark.sql.connect.enrichError.enabled	b	true	4.0	new
spark.sql.connect.serverStacktrace.enabled	b	true	4.0	new
spark.sql.connect.shuffleDependency.fileCleanup.enabled	s	@spark.sql.shuffleDependency.fileCleanup.enabled	4.1	new
spark.sql.connect.streaming.foreachBatch.useClonedSession	b	true	4.3	new
spark.sql.connect.ui.retainedSessions	i	200	3.5	new
spark.sql.connect.ui.retainedStatements	i	200	3.5	new
spark.sql.constraintPropagation.enabled	b	true	2.2
spark.sql.crossJoin.enabled	b	true	2.0
spark.sql.csv.filterPushdown.enabled	b	true	3.0
spark.sql.csv.parser.columnPruning.enabled	b	true	2.4
spark.sql.csv.parser.inputBufferSize	s		3.0
spark.sql.cteRecursionAnchorRowsLimitToConvertToLocalRelation	i	100	4.1	new
spark.sql.cteRecursionLevelLimit	i	100	4.1	new
spark.sql.cteRecursionRowLimit	i	1000000	4.1	new
spark.sql.cteRelationDefMaxRows.enabled	b	true	4.1	new
spark.sql.dataFrameQueryContext.enabled	b	true	4.0	new
spark.sql.dataSource.alwaysCreateV2Predicate	b	true	4.1	new
spark.sql.dataSource.skipAssertOnPredicatePushdown	b	true	4.0	new
spark.sql.dataframeCache.logLevel	s	TRACE	4.0	new
spark.sql.datetime.java8API.enabled	b	false	3.0
spark.sql.debug	b	false	2.1
spark.sql.debug.maxToStringFields	i	25	3.0
spark.sql.decimalOperations.allowPrecisionLoss	b	true	2.3
spark.sql.defaultCacheStorageLevel	s	MEMORY_AND_DISK	4.0	new
spark.sql.defaultCatalog	s	spark_catalog	3.0
spark.sql.defaultColumn.allowedProviders	s	csv,json,orc,parquet	3.4
spark.sql.defaultColumn.enabled	b	true	3.4
spark.sql.defaultColumn.useNullsForMissingDefaultValues	b	true	3.4
spark.sql.defaultPath	s		4.2	new
spark.sql.defaultSizeInBytes	z	9223372036854775807b	1.1
spark.sql.defaultUrlStreamHandlerFactory.enabled	b	true	3.0
spark.sql.dropDuplicates.deterministicKeyOrder.enabled	b	true	4.3	new
spark.sql.dropTableOnView.enabled	b	true	4.2	new
spark.sql.enforceTypeCoercionBeforeUnionDeduplication.enabled	b	true	4.1	new
spark.sql.error.messageFormat	s	PRETTY	3.4
spark.sql.event.truncate.length	i	2147483647	3.0
spark.sql.exchange.reuse	b	true	2.0
spark.sql.execution.arrow.cache.prefetch.enabled	b	false	4.3	new
spark.sql.execution.arrow.compression.codec	s	none	4.1	new
spark.sql.execution.arrow.compression.zstd.level	i	3	4.1	new
spark.sql.execution.arrow.enabled	b	true	2.3	=false
spark.sql.execution.arrow.fallback.enabled	b	true	2.4
spark.sql.execution.arrow.localRelationThreshold	z	48MB	3.4
spark.sql.execution.arrow.maxBytesPerBatch	z	64MB	4.0	new
spark.sql.execution.arrow.maxBytesPerOutputBatch	z	-1b	4.1	new
spark.sql.execution.arrow.maxRecordsPerBatch	i	10000	2.3
spark.sql.execution.arrow.maxRecordsPerOutputBatch	i	-1	4.1	new
spark.sql.execution.arrow.pyspark.enabled	s	@spark.sql.execution.arrow.enabled	3.0
spark.sql.execution.arrow.pyspark.fallback.enabled	s	@spark.sql.execution.arrow.fallback.enabled	3.0
spark.sql.execution.arrow.pyspark.selfDestruct.enabled	b	false	3.2
spark.sql.execution.arrow.pyspark.validateSchema.enabled	b	false	4.1	new
spark.sql.execution.arrow.pythonUDF.columnarInput.enabled	b	true	4.2	new
spark.sql.execution.arrow.sparkr.enabled	b	false	3.0
spark.sql.execution.arrow.transformWithStateInPySpark.maxStateRecordsPerBatch	i	10000	4.0	new
spark.sql.execution.arrow.useLargeVarTypes	b	false	3.5
spark.sql.execution.broadcastHashJoin.outputPartitioningExpandLimit	i	8	3.1
spark.sql.execution.bypassPartialAggregation	b	false	4.3	new
spark.sql.execution.combineAdjacentAggregation	b	true	4.3	new
spark.sql.execution.datasources.hadoopLineRecordReader.enabled	b	true	4.1	new
spark.sql.execution.fastFailOnFileFormatOutput	b	false	3.0
spark.sql.execution.interruptOnCancel	b	true	4.0	new
spark.sql.execution.pandas.convertToArrowArraySafely	b	true	3.0	=false
spark.sql.execution.pandas.inferPandasDictAsMap	b	false	4.0	new
spark.sql.execution.pandas.structHandlingMode	s	legacy	3.5
spark.sql.execution.pandas.udf.buffer.size	s	@spark.buffer.size	3.0
spark.sql.execution.pushDownLocalSort	b	true	4.3	new
spark.sql.execution.pushDownLocalSort.throughCardinalityReducer	b	false	4.3	new
spark.sql.execution.pyspark.binaryAsBytes	b	true	4.1	new
spark.sql.execution.pyspark.python	s		3.5
spark.sql.execution.pyspark.udf.daemonKillWorkerOnFlushFailure	s	@spark.python.daemon.killWorkerOnFlushFailure	4.1	new
spark.sql.execution.pyspark.udf.faulthandler.enabled	s	@spark.python.worker.faulthandler.enabled	4.0	new
spark.sql.execution.pyspark.udf.hideTraceback.enabled	b	false	4.0	new
spark.sql.execution.pyspark.udf.idleTimeoutSeconds	s	@spark.python.worker.idleTimeoutSeconds	4.0	new
spark.sql.execution.pyspark.udf.killOnIdleTimeout	s	@spark.python.worker.killOnIdleTimeout	4.1	new
spark.sql.execution.pyspark.udf.simplifiedTraceback.enabled	b	true	3.1
spark.sql.execution.pyspark.udf.tracebackDumpIntervalSeconds	s	@spark.python.worker.tracebackDumpIntervalSeconds	4.1	new
spark.sql.execution.pyspark.udf.tracebackWithLocals.enabled	b	false	4.3	new
spark.sql.execution.python.udf.buffer.size	s	@spark.buffer.size	4.0	new
spark.sql.execution.python.udf.maxBytesPerBatch	z	-1b	4.3	new
spark.sql.execution.python.udf.maxRecordsPerBatch	i	100	4.0	new
spark.sql.execution.pythonUDF.arrow.concurrency.level	s		4.0	new
spark.sql.execution.pythonUDF.arrow.enabled	b	true	3.4	=false
spark.sql.execution.pythonUDF.arrow.legacy.fallbackOnUDT	b	false	4.1	new
spark.sql.execution.pythonUDF.mapInBatch.legacy.acceptAnyIterable.enabled	b	true	4.3	new
spark.sql.execution.pythonUDF.pandas.intToDecimalCoercionEnabled	b	false	4.1	new
spark.sql.execution.pythonUDF.pandas.preferIntExtensionDtype	b	false	4.2	new
spark.sql.execution.pythonUDTF.arrow.enabled	b	true	3.5	=false
spark.sql.execution.rangeExchange.sampleSizePerPartition	i	100	2.3
spark.sql.execution.removeRedundantProjects	b	true	3.1
spark.sql.execution.removeRedundantSorts	b	true	2.4
spark.sql.execution.replaceHashWithSortAgg	b	true	3.3	=false
spark.sql.execution.reuseSubquery	b	true	3.0
spark.sql.execution.sortBeforeRepartition	b	true	2.1
spark.sql.execution.topKSortFallbackThreshold	i	2147483632	2.4
spark.sql.execution.udf.unified.execution.enabled	b	false	4.3	new
spark.sql.execution.useHashAggregateExec	b	true	4.3	new
spark.sql.execution.useObjectHashAggregateExec	b	true	2.2
spark.sql.execution.usePartitionEvaluator	b	false	3.5
spark.sql.experimental.optimizer.pyTranspilers	s	catalyst	4.3	new
spark.sql.experimental.optimizer.transpilePyUDFs	b	false	4.3	new
spark.sql.expressionTreeChangeLog.level	s	TRACE	4.0	new
spark.sql.extendedExplainProviders	s		4.0	new
spark.sql.extensions	s		2.2
spark.sql.extensions.test.loadFromCp	b	true		new
spark.sql.fileSource.insert.enforceNotNull	b	false	4.2	new
spark.sql.files.archive.reader.enabled	b	false	4.3	new
spark.sql.files.ignoreCorruptFiles	b	false	2.1
spark.sql.files.ignoreInvalidPartitionPaths	b	false	4.0	new
spark.sql.files.ignoreMissingFiles	b	false	2.3
spark.sql.files.ignoredPathSegmentRegex	s	^[._]	4.3	new
spark.sql.files.maxPartitionBytes	z	128MB	2.0
spark.sql.files.maxPartitionNum	s		3.5
spark.sql.files.maxRecordsPerFile	l	0	2.2
spark.sql.files.minPartitionNum	s		3.1
spark.sql.files.openCostInBytes	z	4MB	2.0
spark.sql.files.supportSecondOffsetFormat	b	true	4.0	new
spark.sql.filesourceTableRelationCacheSize	i	1000	2.2
spark.sql.function.concatBinaryAsString	b	false	2.3
spark.sql.function.eltOutputAsString	b	false	2.3
spark.sql.function.protobufExtensions.enabled	b	false	4.2	new
spark.sql.functionResolution.sessionOrder	s	second	4.2	new
spark.sql.generatedColumn.allowNullableIngest.enabled	b	true	4.3	new
spark.sql.geospatial.enabled	b	true	4.1	new
spark.sql.globalTempDatabase	s	global_temp	2.1
spark.sql.groupByAliases	b	true	2.2
spark.sql.groupByOrdinal	b	true	2.0
spark.sql.hive.advancedPartitionPredicatePushdown.enabled	b	true	2.3
spark.sql.hive.caseSensitiveInferenceMode	s	NEVER_INFER	2.1
spark.sql.hive.convertCTAS	b	false	2.0
spark.sql.hive.convertInsertingPartitionedTable	b	true	3.0
spark.sql.hive.convertInsertingUnpartitionedTable	b	true	4.0	new
spark.sql.hive.convertMetastoreAsNullable	b	false	4.1	new
spark.sql.hive.convertMetastoreCtas	b	true	3.0
spark.sql.hive.convertMetastoreInsertDir	b	true	3.3
spark.sql.hive.convertMetastoreOrc	b	true	2.0
spark.sql.hive.convertMetastoreParquet	b	true	1.1
spark.sql.hive.convertMetastoreParquet.mergeSchema	b	false	1.3
spark.sql.hive.dropPartitionByName.enabled	b	false	3.4
spark.sql.hive.filesourcePartitionFileCacheSize	l	262144000	2.1
spark.sql.hive.gatherFastStats	b	true	2.0
spark.sql.hive.initializeMetastoreFormatClasses	b	true	4.3	new
spark.sql.hive.manageFilesourcePartitions	b	true	2.1
spark.sql.hive.metastore.barrierPrefixes	s		1.4
spark.sql.hive.metastore.jars	s	builtin	1.4
spark.sql.hive.metastore.jars.path	s		3.1
spark.sql.hive.metastore.sharedPrefixes	s	com.mysql.jdbc,com.mysql.cj,org.postgresql,com.microsoft.sqlserver,oracle.jdbc	1.4	=com.mysql.jdbc,org.postgresql,com.microsoft.sqlserver,oracle.jdbc
spark.sql.hive.metastore.version	s	2.3.10	1.4	=2.3.9
spark.sql.hive.metastorePartitionPruning	b	true	1.5
spark.sql.hive.metastorePartitionPruningFallbackOnException	b	false	3.3
spark.sql.hive.metastorePartitionPruningFastFallback	b	false	3.3
spark.sql.hive.metastorePartitionPruningInSetThreshold	i	1000	3.1
spark.sql.hive.showCreateTableAsSerde	b	false	4.3	new
spark.sql.hive.tablePropertyLengthThreshold	s		3.2
spark.sql.hive.thriftServer.async	b	true	1.5
spark.sql.hive.thriftServer.http.sniHostCheckEnabled	b	true	4.3	new
spark.sql.hive.thriftServer.singleSession	b	false	1.6
spark.sql.hive.useDelegateForSymlinkTextInputFormat	b	true	3.4
spark.sql.hive.verifyPartitionPath	b	false	1.4	removed
spark.sql.hive.version	s	2.3.10	1.1	=2.3.9
spark.sql.icu.caseMappings.enabled	b	true	4.0	new
spark.sql.inMemoryColumnarStorage.batchSize	i	10000	1.1
spark.sql.inMemoryColumnarStorage.compressed	b	true	1.0
spark.sql.inMemoryColumnarStorage.enableVectorizedReader	b	true	2.3
spark.sql.inMemoryColumnarStorage.hugeVectorReserveRatio	d	1.2	4.0	new
spark.sql.inMemoryColumnarStorage.hugeVectorThreshold	z	-1b	4.0	new
spark.sql.inMemoryColumnarStorage.partitionPruning	b	true	1.2
spark.sql.inMemoryTableScanStatistics.enable	b	false	3.0
spark.sql.insertIntoReplaceOn.enabled	b	true	4.2	new
spark.sql.insertIntoReplaceOnByName.enabled	b	true	4.2	new
spark.sql.insertIntoReplaceUsing.enabled	b	true	4.2	new
spark.sql.insertIntoReplaceUsingByName.enabled	b	true	4.2	new
spark.sql.insertIntoReplaceWhereColumnList.enabled	b	true	4.3	new
spark.sql.insertNestedTypeCoercion.enabled	b	false	4.2	new
spark.sql.join.asofJoin.enabled	b	false	4.3	new
spark.sql.join.preferSortMergeJoin	b	true	2.0
spark.sql.join.sortMergeAsOfJoin.enabled	b	false	4.3	new
spark.sql.join.splitStreamedSideJoinCondition	b	false	4.3	new
spark.sql.json.enableExactStringParsing	b	true	4.0	new
spark.sql.json.enablePartialResults	b	true	3.4
spark.sql.json.filterPushdown.enabled	b	true	3.1
spark.sql.json.useUnsafeRow	b	false	4.0	new
spark.sql.jsonGenerator.ignoreNullFields	b	true	3.0
spark.sql.jsonGenerator.writeNullIfWithDefaultValue	b	true	3.4
spark.sql.kafka.disallowedOptions	s		4.3	new
spark.sql.lateralColumnAlias.enableImplicitResolution	b	true	3.4
spark.sql.lazySetOperatorOutput.enabled	b	true	4.0	new
spark.sql.leafNodeDefaultParallelism	s		3.2
spark.sql.legacy.addSingleFileInAddFile	b	false	3.0
spark.sql.legacy.allowAutoGeneratedAliasForView	b	false	3.2
spark.sql.legacy.allowEmptySchemaWrite	b	false	3.4
spark.sql.legacy.allowHashOnMapType	b	false	3.0
spark.sql.legacy.allowNegativeScaleOfDecimal	b	false	3.0
spark.sql.legacy.allowNonEmptyLocationInCTAS	b	false	3.2
spark.sql.legacy.allowNullComparisonResultInArraySort	b	false	3.2
spark.sql.legacy.allowParameterlessCount	b	false	3.1
spark.sql.legacy.allowSessionVariableInPersistedView	b	false	4.1	new
spark.sql.legacy.allowStarWithSingleTableIdentifierInCount	b	false	3.2
spark.sql.legacy.allowTempViewCreationWithMultipleNameparts	b	false	3.4
spark.sql.legacy.allowUdfParameterToShadowParameterlessFunction	b	false	4.2	new
spark.sql.legacy.allowUntypedScalaUDF	b	false	3.0
spark.sql.legacy.allowZeroIndexInFormatString	b	false	3.3
spark.sql.legacy.avro.allowIncompatibleSchema	b	false	3.5
spark.sql.legacy.bangEqualsNot	b	false	4.0	new
spark.sql.legacy.blockCreateTempTableUsingProvider	b	false	4.1	new
spark.sql.legacy.bucketedTableScan.outputOrdering	b	false	3.0
spark.sql.legacy.castComplexTypesToString.enabled	b	false	3.1
spark.sql.legacy.charVarcharAsString	b	false	3.1
spark.sql.legacy.codingErrorAction	b	false	4.0	new
spark.sql.legacy.collationAwareHashFunctions	b	false	4.0	new
spark.sql.legacy.consecutiveStringLiterals.enabled	b	false	4.1	new
spark.sql.legacy.createEmptyCollectionUsingStringType	b	false	3.0
spark.sql.legacy.createHiveTableByDefault	b	false	3.1	=true
spark.sql.legacy.csv.enableDateTimeParsingFallback	s		3.4
spark.sql.legacy.cteDuplicateAttributeNames	b	false	4.2	new
spark.sql.legacy.ctePrecedencePolicy	s	CORRECTED	3.0	=EXCEPTION
spark.sql.legacy.dataFrameWriterV2IgnorePathOption	b	false	3.5
spark.sql.legacy.dataset.nameNonStructGroupingKeyAsValue	b	false	3.0
spark.sql.legacy.db2.booleanMapping.enabled	b	false	4.0	new
spark.sql.legacy.db2.numericMapping.enabled	b	false	4.0	new
spark.sql.legacy.decimal.retainFractionDigitsOnTruncate	b	false	4.0	new
spark.sql.legacy.disableMapKeyNormalization	b	false	4.0	new
spark.sql.legacy.doLooseUpcast	b	false	3.0
spark.sql.legacy.duplicateBetweenInput	b	false	4.0	new
spark.sql.legacy.earlyEvalCurrentTime	b	false	4.0	new
spark.sql.legacy.emptyCurrentDBInCli	b	false	3.4
spark.sql.legacy.execution.pandas.groupedMap.assignColumnsByName	b	true	2.4
spark.sql.legacy.execution.pythonUDF.pandas.conversion.enabled	b	false	4.1	new
spark.sql.legacy.execution.pythonUDTF.pandas.conversion.enabled	b	false	4.1	new
spark.sql.legacy.exponentLiteralAsDecimal.enabled	b	false	3.0
spark.sql.legacy.extraOptionsBehavior.enabled	b	false	3.1
spark.sql.legacy.followThreeValuedLogicInArrayExists	b	true	3.0
spark.sql.legacy.fromDayTimeString.enabled	b	false	3.0
spark.sql.legacy.groupingIdWithAppendedUserGroupBy	b	false	3.2
spark.sql.legacy.histogramNumericPropagateInputType	b	true	3.3
spark.sql.legacy.hive.thriftServer.allowSettingSystemProperties	b	false	4.3	new
spark.sql.legacy.hive.thriftServer.useZeroBasedColumnOrdinalPosition	b	false	4.1	new
spark.sql.legacy.identifierClause	b	false	4.1	new
spark.sql.legacy.inSubqueryNullability	b	false	3.5
spark.sql.legacy.inlineCTEInCommands	b	false	4.0	new
spark.sql.legacy.integerGroupingId	b	false	3.1
spark.sql.legacy.interval.enabled	b	false	3.2
spark.sql.legacy.javaCharsets	b	false	4.0	new
spark.sql.legacy.jdbc.timeMapping.enabled	b	false	4.3	new
spark.sql.legacy.json.allowEmptyString.enabled	b	false	3.0
spark.sql.legacy.json.enableDateTimeParsingFallback	s		3.4
spark.sql.legacy.keepCommandOutputSchema	b	false	3.0
spark.sql.legacy.keepPartitionSpecAsStringLiteral	b	false	3.4
spark.sql.legacy.literal.pickMinimumPrecision	b	true	2.3
spark.sql.legacy.lpadRpadAlwaysReturnString	b	false	3.3
spark.sql.legacy.mssqlserver.datetimeoffsetMapping.enabled	b	false	4.0	new
spark.sql.legacy.mssqlserver.numericMapping.enabled	b	false	2.4
spark.sql.legacy.mysql.bitArrayMapping.enabled	b	false	4.0	new
spark.sql.legacy.mysql.timestampNTZMapping.enabled	b	false	4.0	new
spark.sql.legacy.negativeIndexInArrayInsert	b	false	3.4
spark.sql.legacy.noCharPaddingInPredicate	b	false	4.0
spark.sql.legacy.notReserveProperties	b	false	3.0
spark.sql.legacy.nullInEmptyListBehavior	s		3.5	=true
spark.sql.legacy.nullValueWrittenAsQuotedEmptyStringCsv	b	false	3.3
spark.sql.legacy.observeMetricsAggregateAllAttempts	b	false	4.3	new
spark.sql.legacy.oracle.timestampMapping.enabled	b	false	4.0	new
spark.sql.legacy.parameterSubstitution.constantsOnly	b	false	4.1	new
spark.sql.legacy.parquet.nanosAsLong	b	false	3.2
spark.sql.legacy.parquet.returnNullStructIfAllFieldsMissing	b	false	4.1	new
spark.sql.legacy.parseNullPartitionSpecAsStringLiteral	b	false	3.0
spark.sql.legacy.parseQueryWithoutEof	b	false	4.0	new
spark.sql.legacy.parser.havingWithoutGroupByAsWhere	b	false	2.4
spark.sql.legacy.pathOptionBehavior.enabled	b	false	3.1
spark.sql.legacy.percentileDiscCalculation	b	false	3.3
spark.sql.legacy.persistentCatalogFirst	b	false	4.2	new
spark.sql.legacy.postgres.datetimeMapping.enabled	b	false	4.0	new
spark.sql.legacy.raiseErrorWithoutErrorClass	b	false	4.0	new
spark.sql.legacy.readFileSourceTableCacheIgnoreOptions	b	false	4.0	new
spark.sql.legacy.replaceDatabricksSparkAvro.enabled	b	true	2.4
spark.sql.legacy.respectNullabilityInTextDatasetConversion	b	false	3.3
spark.sql.legacy.scalarSubqueryAllowGroupByNonEqualityCorrelatedPredicate	b	false	4.0	new
spark.sql.legacy.scalarSubqueryCountBugBehavior	b	false	4.0	new
spark.sql.legacy.sessionInitWithConfigDefaults	b	false	3.0
spark.sql.legacy.setCommandRejectsSparkCoreConfs	b	true	3.0
spark.sql.legacy.setopsPrecedence.enabled	b	false	2.4
spark.sql.legacy.sizeOfNull	b	true	2.4
spark.sql.legacy.skipTypeValidationOnAlterPartition	b	false	3.4
spark.sql.legacy.statisticalAggregate	b	false	3.1
spark.sql.legacy.storeAnalyzedPlanForView	b	false	3.1
spark.sql.legacy.timeParserPolicy	s	CORRECTED	3.0	=EXCEPTION
spark.sql.legacy.truncateForEmptyRegexSplit	b	false	4.1	new
spark.sql.legacy.typeCoercion.datetimeToString.enabled	b	false	3.0
spark.sql.legacy.useCurrentConfigsForView	b	false	3.1
spark.sql.legacy.useLegacyXMLParser	b	false	4.1	new
spark.sql.legacy.useV1Command	b	false	3.3
spark.sql.legacy.v1IdentifierNoCatalog	b	false	3.4
spark.sql.legacy.viewSchemaBindingMode	b	true	4.0	new
spark.sql.legacy.viewSchemaCompensation	b	true	4.0	new
spark.sql.lightweightPlanChangeValidation	b	true	4.0	new
spark.sql.limit.initialNumPartitions	i	1	3.4
spark.sql.limit.scaleUpFactor	i	4	2.1
spark.sql.listagg.allowDistinctCastWithOrder.enabled	b	true	4.2	new
spark.sql.mapKeyDedupPolicy	s	EXCEPTION	3.0
spark.sql.mapZipWithUsesJavaCollections	b	true	4.1	new
spark.sql.maven.additionalRemoteRepositories	s	https://maven-central.storage-download.googleapis.com/maven2/	3.0
spark.sql.maxBroadcastTableSize	z	8589934592b	4.1	new
spark.sql.maxConcurrentOutputFileWriters	i	0	3.2
spark.sql.maxMetadataStringLength	i	100	3.1
spark.sql.maxPlanStringLength	l	2147483632	3.0
spark.sql.maxSinglePartitionBytes	z	128m	3.4	=9223372036854775807b
spark.sql.mergeNestedTypeCoercion.enabled	b	false	4.1	new
spark.sql.metadataCacheTTLSeconds	l	-1000ms	3.1
spark.sql.nameResolutionLog.level	s	TRACE	4.1	new
spark.sql.objectHashAggregate.sortBased.fallbackThreshold	i	128	2.2
spark.sql.operatorPipeSyntaxEnabled	b	true	4.0	new
spark.sql.optimizeNullAwareAntiJoin	b	true	3.1
spark.sql.optimizeNullAwareAntiJoin.broadcastThreshold	z	-1b	4.2	new
spark.sql.optimizer.avoidCollapseUDFWithExpensiveExpr	b	true	4.0	new
spark.sql.optimizer.avoidDoubleFilterEval	b	true	4.2	new
spark.sql.optimizer.canChangeCachedPlanOutputPartitioning	b	false	3.2	=true
spark.sql.optimizer.collapseProjectAlwaysInline	b	false	3.3
spark.sql.optimizer.datasourceV2ExprFolding	b	true	4.1	new
spark.sql.optimizer.datasourceV2JoinPushdown	b	false	4.1	new
spark.sql.optimizer.decorrelateExistsSubqueryLegacyIncorrectCountHandling.enabled	b	false	4.0	new
spark.sql.optimizer.decorrelateInnerQuery.enabled	b	true	3.2
spark.sql.optimizer.decorrelateJoinPredicate.enabled	b	true	4.0	new
spark.sql.optimizer.decorrelateLimit.enabled	b	true	4.0	new
spark.sql.optimizer.decorrelateLimitOffsetLegacyIncorrectOrderHandling.enabled	b	false	4.3	new
spark.sql.optimizer.decorrelateOffset.enabled	b	true	4.0	new
spark.sql.optimizer.decorrelatePredicateSubqueriesInJoinPredicate.enabled	b	true	4.0	new
spark.sql.optimizer.decorrelateSetOps.enabled	b	true	3.4
spark.sql.optimizer.decorrelateSubqueryLegacyIncorrectCountHandling.enabled	b	false	3.5
spark.sql.optimizer.decorrelateSubqueryPreventConstantHoldingForCountBug.enabled	b	true	4.0	new
spark.sql.optimizer.decorrelateUnionOrSetOpUnderLimit.enabled	b	true	4.0	new
spark.sql.optimizer.disableHints	b	false	3.1
spark.sql.optimizer.dynamicPartitionPruning.broadcastProjection.enabled	b	false	4.3	new
spark.sql.optimizer.dynamicPartitionPruning.broadcastProjection.maxBytes	z	8MB	4.3	new
spark.sql.optimizer.dynamicPartitionPruning.broadcastProjection.maxRows	i	10000	4.3	new
spark.sql.optimizer.dynamicPartitionPruning.broadcastProjection.maxSourceBytes	z	128MB	4.3	new
spark.sql.optimizer.dynamicPartitionPruning.enabled	b	true	3.0
spark.sql.optimizer.dynamicPartitionPruning.fallbackFilterRatio	d	0.5	3.0
spark.sql.optimizer.dynamicPartitionPruning.reuseBroadcastOnly	b	true	3.0
spark.sql.optimizer.dynamicPartitionPruning.useStats	b	true	3.0
spark.sql.optimizer.enableCsvExpressionOptimization	b	true	3.2
spark.sql.optimizer.enableJsonExpressionOptimization	b	true	3.1
spark.sql.optimizer.excludeSubqueryRefsFromRemoveRedundantAliases.enabled	b	true	3.5
spark.sql.optimizer.excludedRules	s		2.4
spark.sql.optimizer.expression.nestedPruning.enabled	b	true	3.0
spark.sql.optimizer.expressionProjectionCandidateLimit	i	100	3.4
spark.sql.optimizer.getJsonObjectSharedParsing.enabled	b	false	4.3	new
spark.sql.optimizer.inSetConversionThreshold	i	10	2.0
spark.sql.optimizer.inSetSwitchThreshold	i	400	3.0
spark.sql.optimizer.insertMapSortInDistinctAggregates.enabled	b	true	4.3	new
spark.sql.optimizer.mapLookupHashThreshold	i	1000	4.2	new
spark.sql.optimizer.maxIterations	i	100	2.0
spark.sql.optimizer.mergeSubplans.filterPropagation.dsv2SymmetricFilterPropagation.enabled	b	false	4.3	new
spark.sql.optimizer.mergeSubplans.filterPropagation.enabled	b	true	4.2	new
spark.sql.optimizer.mergeSubplans.filterPropagation.symmetricFilterPropagation.enabled	b	false	4.2	new
spark.sql.optimizer.mergeSubplans.filterPropagation.throughJoin.enabled	b	false	4.2	new
spark.sql.optimizer.metadataOnly	b	false	2.1
spark.sql.optimizer.nestedPredicatePushdown.supportedFileSources	s	parquet,orc	3.0
spark.sql.optimizer.nestedSchemaPruning.enabled	b	true	2.4
spark.sql.optimizer.optimizeExpandRatio	i	-1	4.2	new
spark.sql.optimizer.optimizeOneRowRelationSubquery	b	true	3.2
spark.sql.optimizer.optimizeOneRowRelationSubquery.alwaysInline	b	true	3.4
spark.sql.optimizer.optimizeUncorrelatedInSubqueriesInJoinCondition.enabled	b	true	4.0	new
spark.sql.optimizer.plannedWrite.enabled	b	true	3.4
spark.sql.optimizer.preserveAliasMetadataWhenCollapsingProjects	b	true	4.1	new
spark.sql.optimizer.propagateDistinctKeys.enabled	b	true	3.3
spark.sql.optimizer.pruneFiltersCanPruneStreamingSubplan	b	false	4.0
spark.sql.optimizer.pullHintsIntoSubqueries	b	true
spark.sql.optimizer.pullOutNestedDataOuterRefExpressions.enabled	b	true	4.0	new
spark.sql.optimizer.pushDownJoinThroughUnion.enabled	b	false	4.2	new
spark.sql.optimizer.replaceExceptWithFilter	b	true	2.3
spark.sql.optimizer.runtime.bloomFilter.applicationSideScanSizeThreshold	z	10GB	3.3
spark.sql.optimizer.runtime.bloomFilter.creationSideThreshold	z	10MB	3.3
spark.sql.optimizer.runtime.bloomFilter.enabled	b	true	3.3
spark.sql.optimizer.runtime.bloomFilter.expectedNumItems	l	1000000	3.3
spark.sql.optimizer.runtime.bloomFilter.materializedCreationSideThreshold	z	100MB	4.3	new
spark.sql.optimizer.runtime.bloomFilter.maxNumBits	l	67108864	3.3
spark.sql.optimizer.runtime.bloomFilter.maxNumItems	l	4000000	3.3
spark.sql.optimizer.runtime.bloomFilter.numBits	l	8388608	3.3
spark.sql.optimizer.runtime.rowLevelOperationGroupFilter.enabled	b	true	3.4
spark.sql.optimizer.runtimeFilter.number.threshold	i	10	3.3
spark.sql.optimizer.runtimeFilter.semiJoinReduction.enabled	b	false	3.3	removed
spark.sql.optimizer.scalarSubqueryUseSingleJoin	b	true	4.0	new
spark.sql.optimizer.serializer.nestedSchemaPruning.enabled	b	true	3.0
spark.sql.optimizer.singleTaskExecution.aggregation	s	@spark.sql.optimizer.singleTaskExecution.enabled	4.3	new
spark.sql.optimizer.singleTaskExecution.enabled	b	false	4.3	new
spark.sql.optimizer.singleTaskExecution.expand	s	@spark.sql.optimizer.singleTaskExecution.enabled	4.3	new
spark.sql.optimizer.singleTaskExecution.limitOffset	s	@spark.sql.optimizer.singleTaskExecution.enabled	4.3	new
spark.sql.optimizer.singleTaskExecution.localTableScan.minRows	i	1	4.3	new
spark.sql.optimizer.singleTaskExecution.localTableScan.threshold	i	1000	4.3	new
spark.sql.optimizer.singleTaskExecution.maxNumFiles	i	1	4.3	new
spark.sql.optimizer.singleTaskExecution.minNumBytes	l	1	4.3	new
spark.sql.optimizer.singleTaskExecution.minNumFiles	i	1	4.3	new
spark.sql.optimizer.singleTaskExecution.sort	s	@spark.sql.optimizer.singleTaskExecution.enabled	4.3	new
spark.sql.optimizer.singleTaskExecution.window	s	@spark.sql.optimizer.singleTaskExecution.enabled	4.3	new
spark.sql.optimizer.windowGroupLimitThreshold	i	1000	3.5
spark.sql.optimizer.wrapExistsInAggregateFunction	b	true	4.0	new
spark.sql.orc.aggregatePushdown	b	false	3.3
spark.sql.orc.columnarReaderBatchSize	i	4096	2.4
spark.sql.orc.columnarWriterBatchSize	i	1024	3.4
spark.sql.orc.compression.codec	s	zstd	2.3	=snappy
spark.sql.orc.enableNestedColumnVectorizedReader	b	true	3.2
spark.sql.orc.enableVectorizedReader	b	true	2.3
spark.sql.orc.filterPushdown	b	true	1.4
spark.sql.orc.impl	s	native	2.3
spark.sql.orc.mergeSchema	b	false	3.0
spark.sql.orderByOrdinal	b	true	2.0
spark.sql.orderingAwareLimitOffset	b	true	4.0	new
spark.sql.parquet.aggregatePushdown	b	false	3.3
spark.sql.parquet.binaryAsString	b	false	1.1
spark.sql.parquet.columnarReaderBatchSize	i	4096	2.4
spark.sql.parquet.compression.codec	s	snappy	1.1
spark.sql.parquet.datetimeRebaseModeInRead	s	CORRECTED	3.0	=EXCEPTION
spark.sql.parquet.datetimeRebaseModeInWrite	s	CORRECTED	3.0	=EXCEPTION
spark.sql.parquet.enableNestedColumnVectorizedReader	b	true	3.3
spark.sql.parquet.enableNullTypeVectorizedReader	b	true	4.1	new
spark.sql.parquet.enableVectorizedReader	b	true	2.0
spark.sql.parquet.fieldId.read.enabled	b	false	3.3
spark.sql.parquet.fieldId.read.ignoreMissing	b	false	3.3
spark.sql.parquet.fieldId.write.enabled	b	true	3.3
spark.sql.parquet.filterPushdown	b	true	1.2
spark.sql.parquet.filterPushdown.date	b	true	2.4
spark.sql.parquet.filterPushdown.decimal	b	true	2.4
spark.sql.parquet.filterPushdown.string.startsWith	b	true	2.4
spark.sql.parquet.filterPushdown.stringPredicate	s	@spark.sql.parquet.filterPushdown.string.startsWith	3.4
spark.sql.parquet.filterPushdown.timestamp	b	true	2.4
spark.sql.parquet.ignoreVariantAnnotation	b	false	4.1	new
spark.sql.parquet.inferTimestampNTZ.enabled	b	true	3.4
spark.sql.parquet.int96AsTimestamp	b	true	1.3
spark.sql.parquet.int96RebaseModeInRead	s	CORRECTED	3.1	=EXCEPTION
spark.sql.parquet.int96RebaseModeInWrite	s	CORRECTED	3.1	=EXCEPTION
spark.sql.parquet.int96TimestampConversion	b	false	2.3
spark.sql.parquet.mergeSchema	b	false	1.5
spark.sql.parquet.output.committer.class	s	org.apache.parquet.hadoop.ParquetOutputCommitter	1.5
spark.sql.parquet.outputTimestampType	s	INT96	2.3
spark.sql.parquet.pushdown.inFilterThreshold	i	10	2.4
spark.sql.parquet.reader.respectUnknownTypeAnnotation.enabled	b	false	4.1	new
spark.sql.parquet.recordLevelFilter.enabled	b	false	2.3
spark.sql.parquet.respectSummaryFiles	b	false	1.5
spark.sql.parquet.variant.annotateLogicalType.enabled	b	true	4.1	new
spark.sql.parquet.writeLegacyFormat	b	false	1.6
spark.sql.parser.eagerEvalOfUnresolvedInlineTable	b	true		new
spark.sql.parser.escapedStringLiterals	b	false	2.2
spark.sql.parser.manageParserCaches	b	false	4.1	new
spark.sql.parser.parserDfaCacheFlushRatio	d	-1.0	4.1	new
spark.sql.parser.parserDfaCacheFlushThreshold	i	-1	4.1	new
spark.sql.parser.quotedRegexColumnNames	b	false	2.3
spark.sql.parser.singleCharacterPipeOperator.enabled	b	true	4.2	new
spark.sql.path.enabled	b	false	4.2	new
spark.sql.pipelines.event.queue.capacity	i	1000	4.1	new
spark.sql.pipelines.execution.maxConcurrentFlows	i	16	4.1	new
spark.sql.pipelines.execution.streamstate.pollingInterval	t	1000ms	4.1	new
spark.sql.pipelines.execution.watchdog.maxRetryTime	t	3600000ms	4.1	new
spark.sql.pipelines.execution.watchdog.minRetryTime	t	5000ms	4.1	new
spark.sql.pipelines.maxFlowRetryAttempts	i	2	4.1	new
spark.sql.pipelines.timeoutMsForTerminationJoinAndLock	t	3600000ms	4.1	new
spark.sql.pivotMaxValues	i	10000	1.6
spark.sql.planChangeLog.batches	s		3.1
spark.sql.planChangeLog.level	s	TRACE	3.1	=trace
spark.sql.planChangeLog.rules	s		3.1
spark.sql.planChangeValidation	b	false	3.4
spark.sql.planChangeValidation.nullability	b	false	4.3	new
spark.sql.planner.pythonExecution.memory	s		4.0	new
spark.sql.preserveCharVarcharTypeInfo	b	false	4.0	new
spark.sql.prioritizeOrdinalResolutionInSort.enabled	b	true	4.1	new
spark.sql.protobuf.descriptorCacheSize	i	8	4.3	new
spark.sql.pyspark.dataSource.profiler	s		4.2	new
spark.sql.pyspark.inferNestedDictAsStruct.enabled	b	false	3.3
spark.sql.pyspark.jvmStacktrace.enabled	b	false	3.0
spark.sql.pyspark.legacy.inferArrayTypeFromFirstElement.enabled	b	false	3.4
spark.sql.pyspark.legacy.inferMapTypeFromFirstPair.enabled	b	false	4.0	new
spark.sql.pyspark.plotting.max_rows	i	1000	4.0	new
spark.sql.pyspark.toJSON.returnDataFrame	b	false	4.2	new
spark.sql.pyspark.udf.profiler	s		4.0	new
spark.sql.pyspark.worker.logging.enabled	b	false	4.1	new
spark.sql.python.filterPushdown.enabled	b	false	4.1	new
spark.sql.queryExecutionListeners	s		2.3
spark.sql.readSideCharPadding	b	true	3.4
spark.sql.redaction.options.regex	s	(?i)url	2.2
spark.sql.redaction.string.regex	s	@spark.redaction.string.regex	2.3
spark.sql.reflect.allowList	s		4.3	new
spark.sql.repl.eagerEval.enabled	b	false	2.4
spark.sql.repl.eagerEval.maxNumRows	i	20	2.4
spark.sql.repl.eagerEval.truncate	i	20	2.4
spark.sql.requireAllClusterKeysForCoPartition	b	true	3.3
spark.sql.requireAllClusterKeysForDistribution	b	false	3.3
spark.sql.restrictedMode.enabled	b	false	4.3	new
spark.sql.resultQueryStage.maxThreadThreshold	i	1024	4.0	new
spark.sql.retainGroupColumns	b	true	1.4
spark.sql.runCollationTypeCastsBeforeAliasAssignment.enabled	b	true	4.1	new
spark.sql.runSQLOnFiles	b	true	1.6
spark.sql.scriptTransformation.exitTimeoutInSeconds	t	10000ms	3.0
spark.sql.scripting.continueHandlerEnabled	b	false	4.1	new
spark.sql.scripting.cursorEnabled	b	false	4.2	new
spark.sql.scripting.enabled	b	true	4.0	new
spark.sql.selfJoinAutoResolveAmbiguity	b	true	1.4
spark.sql.session.localRelationBatchOfChunksSizeBytes	l	1073741824	4.1	new
spark.sql.session.localRelationCacheThreshold	i	1048576	3.5	=67108864
spark.sql.session.localRelationChunkSizeBytes	l	16777216	4.1	new
spark.sql.session.localRelationChunkSizeLimit	z	2000MB	4.1	new
spark.sql.session.localRelationChunkSizeRows	i	10000	4.1	new
spark.sql.session.localRelationSizeLimit	l	3221225472	4.1	new
spark.sql.session.timeZone	s	Etc/UTC	2.2
spark.sql.sessionWindow.buffer.in.memory.threshold	i	4096	3.2
spark.sql.sessionWindow.buffer.spill.size.threshold	s	@spark.shuffle.spill.maxSizeInBytesForSpillThreshold	4.1	new
spark.sql.sessionWindow.buffer.spill.threshold	i	2147483647	3.2
spark.sql.shuffle.orderIndependentChecksum.enableFullRetryOnMismatch	b	true	4.1	new
spark.sql.shuffle.orderIndependentChecksum.enableQueryLevelRollbackOnMismatch	b	false	4.2	new
spark.sql.shuffle.orderIndependentChecksum.enabled	b	true	4.1	new
spark.sql.shuffle.partitions	i	200	1.1
spark.sql.shuffle.spreadNullJoinKeys.enabled	b	false	4.3	new
spark.sql.shuffleDependency.fileCleanup.enabled	b	false	4.0	new
spark.sql.shuffleDependency.skipMigration.enabled	b	false	4.0	new
spark.sql.shuffleExchange.maxThreadThreshold	i	1024	4.0	new
spark.sql.shuffledHashJoinFactor	i	3	3.3
spark.sql.sort.enableRadixSort	b	true	2.0
spark.sql.sortMergeJoinExec.buffer.in.memory.threshold	i	2147483632	2.2
spark.sql.sortMergeJoinExec.buffer.spill.size.threshold	s	@spark.shuffle.spill.maxSizeInBytesForSpillThreshold	4.1	new
spark.sql.sortMergeJoinExec.buffer.spill.threshold	i	2147483647	2.2
spark.sql.sources.binaryFile.maxLength	i	2147483647	3.0
spark.sql.sources.bucketing.autoBucketedScan.enabled	b	true	3.1
spark.sql.sources.bucketing.enabled	b	true	2.0
spark.sql.sources.bucketing.maxBuckets	i	100000	2.4
spark.sql.sources.commitProtocolClass	s	org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol	2.1
spark.sql.sources.default	s	parquet	1.3
spark.sql.sources.disabledJdbcConnProviderList	s		3.1
spark.sql.sources.fileCompressionFactor	d	1.0	2.3
spark.sql.sources.ignoreDataLocality	b	false	3.0
spark.sql.sources.outputCommitterClass	s		1.4
spark.sql.sources.parallelPartitionDiscovery.parallelism	i	10000	2.1
spark.sql.sources.parallelPartitionDiscovery.threshold	i	32	1.5
spark.sql.sources.partitionColumnTypeInference.enabled	b	true	1.5
spark.sql.sources.partitionOverwriteMode	s	STATIC	2.3
spark.sql.sources.schemaStringLengthThreshold	i	4000	1.3
spark.sql.sources.structPredicateDecompose.enabled	b	true	4.3	new
spark.sql.sources.structPredicateDecompose.maxFields	i	100	4.3	new
spark.sql.sources.useListFilesFileSystemList	s	s3a	4.0	new
spark.sql.sources.useV1SourceList	s	avro,csv,json,kafka,orc,parquet,text	3.0
spark.sql.sources.v2.bucketing.allowCompatibleTransforms.enabled	b	false	4.0	new
spark.sql.sources.v2.bucketing.allowKeysSubsetOfPartitionKeys.enabled	b	false	4.0	new
spark.sql.sources.v2.bucketing.enabled	b	true	3.3	=false
spark.sql.sources.v2.bucketing.partiallyClusteredDistribution.enabled	b	false	3.4
spark.sql.sources.v2.bucketing.partition.filter.enabled	b	false	4.0	new
spark.sql.sources.v2.bucketing.partitionKeyOrdering.enabled	b	false	4.2	new
spark.sql.sources.v2.bucketing.preserveKeyOrderingOnCoalesce.enabled	b	false	4.2	new
spark.sql.sources.v2.bucketing.preserveOrderingOnCoalesce.enabled	b	false	4.2	new
spark.sql.sources.v2.bucketing.pushPartValues.enabled	b	true	3.4	=false
spark.sql.sources.v2.bucketing.shuffle.enabled	b	false	4.0	new
spark.sql.sources.v2.bucketing.sorting.enabled	b	false	4.0	new
spark.sql.sources.validatePartitionColumns	b	true	3.0
spark.sql.stableDerivedColumnAlias.enabled	b	false	3.5
spark.sql.stackTracesInDataFrameContext	i	1	4.0	new
spark.sql.statistics.fallBackToHdfs	b	false	2.0
spark.sql.statistics.histogram.enabled	b	false	2.3
spark.sql.statistics.histogram.numBins	i	254	2.3
spark.sql.statistics.ndv.maxError	d	0.05	2.1
spark.sql.statistics.parallelFileListingInStatsComputation.enabled	b	true	2.4
spark.sql.statistics.percentile.accuracy	i	10000	2.3
spark.sql.statistics.size.autoUpdate.enabled	b	false	2.3
spark.sql.statistics.updatePartitionStatsInAnalyzeTable.enabled	b	false	4.0	new
spark.sql.storeAssignmentPolicy	s	ANSI	3.0
spark.sql.streaming.aggregation.stateFormatVersion	i	2	2.4
spark.sql.streaming.asyncLogPurge.enabled	b	true	3.4
spark.sql.streaming.checkUnfinishedRepartitionOnRestart	b	true	4.2	new
spark.sql.streaming.checkpoint.escapedPathCheck.enabled	b	true	3.0
spark.sql.streaming.checkpoint.fileChecksum.enabled	b	true	4.1	new
spark.sql.streaming.checkpoint.fileChecksum.skipCreationIfFileMissingChecksum	b	true	4.1	new
spark.sql.streaming.checkpoint.renamedFileCheck.enabled	b	false	3.4
spark.sql.streaming.checkpoint.verifyMetadataExists.enabled	b	true	4.2	new
spark.sql.streaming.checkpointLocation	s		2.0
spark.sql.streaming.commitProtocolClass	s	org.apache.spark.sql.execution.streaming.ManifestFileCommitProtocol	2.1
spark.sql.streaming.continuous.epochBacklogQueueSize	i	10000	3.0
spark.sql.streaming.continuous.executorPollIntervalMs	t	100ms	2.3
spark.sql.streaming.continuous.executorQueueSize	i	1024	2.3
spark.sql.streaming.disabledV2MicroBatchReaders	s		2.4
spark.sql.streaming.disabledV2Writers	s		2.3
spark.sql.streaming.fileSink.log.cleanupDelay	t	600000ms	2.0
spark.sql.streaming.fileSink.log.compactInterval	i	10	2.0
spark.sql.streaming.fileSink.log.deletion	b	true	2.0
spark.sql.streaming.fileSource.cleaner.numThreads	i	1	3.0
spark.sql.streaming.fileSource.log.cleanupDelay	t	600000ms	2.0
spark.sql.streaming.fileSource.log.compactInterval	i	10	2.0
spark.sql.streaming.fileSource.log.deletion	b	true	2.0
spark.sql.streaming.fileSource.schema.forceNullable	b	true	3.0
spark.sql.streaming.fileStreamSink.ignoreMetadata	b	false	3.2
spark.sql.streaming.flatMapGroupsWithState.skipEmittingInitialStateKeys	b	false	4.0	new
spark.sql.streaming.flatMapGroupsWithState.stateFormatVersion	i	2	2.4
spark.sql.streaming.forceDeleteTempCheckpointLocation	b	false	3.0
spark.sql.streaming.internal.stateStore.partitions	s		4.1	new
spark.sql.streaming.join.stateFormatVersion	i	2	3.0
spark.sql.streaming.kafka.useDeprecatedOffsetFetching	b	false	3.1
spark.sql.streaming.maxBatchesToRetainInMemory	i	2	2.4
spark.sql.streaming.metadataCache.enabled	b	true
spark.sql.streaming.metricsEnabled	b	false	2.0
spark.sql.streaming.minBatchesToRetain	i	100	2.1
spark.sql.streaming.multipleWatermarkPolicy	s	min	2.4
spark.sql.streaming.noDataMicroBatches.enabled	b	true	2.4
spark.sql.streaming.noDataProgressEventInterval	t	10000ms	2.1
spark.sql.streaming.numRecentProgressUpdates	i	100	2.1
spark.sql.streaming.offsetLog.formatVersion	i	1	4.2	new
spark.sql.streaming.optimizeOneRowPlan.enabled	b	false	4.0
spark.sql.streaming.pollingDelay	t	10ms	2.0
spark.sql.streaming.queryEvolution.enableSinkEvolution	b	false	4.3	new
spark.sql.streaming.queryEvolution.enableSourceEvolution	b	false	4.1	new
spark.sql.streaming.ratioExtraSpaceAllowedInCheckpoint	d	0.3	4.0	new
spark.sql.streaming.realTimeMode.allowlistCheck	b	true	4.1	new
spark.sql.streaming.realTimeMode.asyncProgressTrackingByDefault.enabled	b	true	4.3	new
spark.sql.streaming.realTimeMode.dangerouslyAllowCheckpointV1.enabled	b	false	4.3	new
spark.sql.streaming.realTimeMode.minBatchDuration	t	5000ms	4.1	new
spark.sql.streaming.realTimeMode.transformWithState.ttlEvictionIntervalMs	l	1000	4.3	new
spark.sql.streaming.schemaInference	b	false	2.0
spark.sql.streaming.sessionWindow.merge.sessions.in.local.partition	b	false	3.2
spark.sql.streaming.sessionWindow.stateFormatVersion	i	1	3.2
spark.sql.streaming.stateStore.autoSnapshotRepair.enabled	b	true	4.1	new
spark.sql.streaming.stateStore.autoSnapshotRepair.maxChangeFileReplay	i	500	4.1	new
spark.sql.streaming.stateStore.autoSnapshotRepair.numFailuresBeforeActivating	i	1	4.1	new
spark.sql.streaming.stateStore.checkpointFormatVersion	i	1	4.0	new
spark.sql.streaming.stateStore.commitValidation.enabled	b	true	4.1	new
spark.sql.streaming.stateStore.compression.codec	s	lz4	3.1
spark.sql.streaming.stateStore.coordinatorReportSnapshotUploadLag	b	true	4.1	new
spark.sql.streaming.stateStore.encodingFormat	s	unsaferow	4.0	new
spark.sql.streaming.stateStore.fileChecksumThreadPoolSize	i	4	4.2	new
spark.sql.streaming.stateStore.forceSnapshotUploadOnLag	b	true	4.2	new
spark.sql.streaming.stateStore.formatValidation.enabled	b	true	3.1
spark.sql.streaming.stateStore.maintenanceForceShutdownTimeout	t	60000ms		new
spark.sql.streaming.stateStore.maintenanceInterval	t	60000ms	2.0
spark.sql.streaming.stateStore.maintenanceProcessingTimeout	t	30000ms	4.1	new
spark.sql.streaming.stateStore.maintenanceShutdownTimeout	t	300000ms	4.1	new
spark.sql.streaming.stateStore.maxLaggingStoresToReport	i	5	4.1	new
spark.sql.streaming.stateStore.maxNumStateSchemaFiles	i	128	4.0	new
spark.sql.streaming.stateStore.maxVersionsToDeletePerMaintenance	i	-1	4.1	new
spark.sql.streaming.stateStore.minDeltasForSnapshot	i	10	2.0
spark.sql.streaming.stateStore.multiplierForMinTimeDiffToLog	l	10	4.1	new
spark.sql.streaming.stateStore.multiplierForMinVersionDiffToLog	l	5	4.1	new
spark.sql.streaming.stateStore.numStateStoreInstanceMetricsToReport	i	5	4.1	new
spark.sql.streaming.stateStore.numStateStoreMaintenanceThreads	i	2		new
spark.sql.streaming.stateStore.providerClass	s	org.apache.spark.sql.execution.streaming.state.HDFSBackedStateStoreProvider	2.3
spark.sql.streaming.stateStore.rocksdb.formatVersion	i	5	3.2
spark.sql.streaming.stateStore.rocksdb.mergeOperatorVersion	i	2	4.2	new
spark.sql.streaming.stateStore.rowChecksum.enabled	b	false	4.1	new
spark.sql.streaming.stateStore.rowChecksum.readVerificationRatio	l	0	4.1	new
spark.sql.streaming.stateStore.skipNullsForStreamStreamJoins.enabled	b	false	3.3
spark.sql.streaming.stateStore.snapshotLagReportInterval	t	300000ms	4.1	new
spark.sql.streaming.stateStore.snapshotToCleanupThreadRatio	d	0.5	4.3	new
spark.sql.streaming.stateStore.stateSchemaCheck	b	true	3.1
spark.sql.streaming.stateStore.unloadOnCommit	b	false	4.1	new
spark.sql.streaming.stateStore.valueStateSchemaEvolutionThreshold	i	16	4.0	new
spark.sql.streaming.statefulOperator.allowMultiple	b	true	3.4
spark.sql.streaming.statefulOperator.alwaysNullableOutput.enabled	b	true	4.3	new
spark.sql.streaming.statefulOperator.checkCorrectness.enabled	b	true	3.1
spark.sql.streaming.statefulOperator.incrementalCleanupFactor	l	0	4.3	new
spark.sql.streaming.statefulOperator.useStrictDistribution	b	true	3.3
spark.sql.streaming.stopActiveRunOnRestart	b	true	3.0
spark.sql.streaming.stopTimeout	l	0	3.0
spark.sql.streaming.streamingQueryListeners	s		2.4
spark.sql.streaming.transformWithState.stateSchemaVersion	i	3	4.0	new
spark.sql.streaming.triggerAvailableNowWrapper.enabled	b	false		new
spark.sql.streaming.ui.enabled	b	true	3.0
spark.sql.streaming.ui.enabledCustomMetricList	s		3.1
spark.sql.streaming.ui.retainedProgressUpdates	i	100	3.0
spark.sql.streaming.ui.retainedQueries	i	100	3.0
spark.sql.streaming.unsupportedOperationCheck	b	true	2.0
spark.sql.streaming.useStreamlineAggregator	b	false	4.3	new
spark.sql.streaming.validateEventTimeWatermarkColumn	b	true	4.2	new
spark.sql.streaming.verifyCheckpointDirectoryEmptyOnStart	b	true	4.1	new
spark.sql.subexpressionElimination.cache.maxEntries	i	100	3.1
spark.sql.subexpressionElimination.enabled	b	true	1.6
spark.sql.subexpressionElimination.filterExec.enabled	b	true	4.2	new
spark.sql.subexpressionElimination.skipForShortcutExpr	b	false	3.5
spark.sql.subquery.maxThreadThreshold	i	16	2.4
spark.sql.thriftServer.catalogMetadata.enabled	b	false	4.3	new
spark.sql.thriftServer.incrementalCollect	b	false	2.0
spark.sql.thriftServer.interruptOnCancel	s	@spark.sql.execution.interruptOnCancel	3.2	=true
spark.sql.thriftServer.queryTimeout	t	0ms	3.1
spark.sql.thriftserver.scheduler.pool	s		1.1
spark.sql.thriftserver.shuffleDependency.fileCleanup.enabled	b	false	4.2	new
spark.sql.thriftserver.ui.retainedSessions	i	200	1.4
spark.sql.thriftserver.ui.retainedStatements	i	200	1.4
spark.sql.timeTravel.atSyntax.enabled	b	true	4.3	new
spark.sql.timeTravelTimestampKey	s	timestampAsOf	4.0	new
spark.sql.timeTravelVersionKey	s	versionAsOf	4.0	new
spark.sql.timeType.enabled	b	false	4.1	new
spark.sql.timestampNanosTypes.enabled	b	false	4.3	new
spark.sql.timestampType	s	TIMESTAMP_LTZ	3.4
spark.sql.transposeMaxValues	i	500	4.0	new
spark.sql.truncateTable.ignorePermissionAcl.enabled	b	false	2.4
spark.sql.tvf.allowMultipleTableArguments.enabled	b	false	3.5
spark.sql.udt.allowCreatingUDTFromString	b	true	4.1	new
spark.sql.udt.allowedDynamicUDTClasses	s		4.1	new
spark.sql.ui.explainMode	s	formatted	3.1
spark.sql.ui.retainedExecutions	i	1000	1.5
spark.sql.unionOutputPartitioning	b	true	4.1	new
spark.sql.useCommonExprIdForAlias	b	true	4.0	new
spark.sql.variable.substitute	b	true	2.0
spark.sql.variant.allowDuplicateKeys	b	false	4.0	new
spark.sql.variant.allowReadingShredded	b	true	4.0	new
spark.sql.variant.forceShreddingSchemaForTest	s		4.0	new
spark.sql.variant.inferShreddingSchema	b	true	4.1	new
spark.sql.variant.pushVariantIntoScan	b	true	4.0	new
spark.sql.variant.pushVariantIntoScan.deferCastError	b	false	4.3	new
spark.sql.variant.pushVariantIntoScan.pullOutExtractions	b	true	4.3	new
spark.sql.variant.shredding.maxSchemaDepth	i	50	4.1	new
spark.sql.variant.shredding.maxSchemaWidth	i	300	4.1	new
spark.sql.variant.validateUnicodeInJsonParsing	b	true	4.3	new
spark.sql.variant.writeShredding.enabled	b	true	4.0	new
spark.sql.view.maxNestedViewDepth	i	100	2.2
spark.sql.warehouse.dir	s	spark-warehouse	2.0
spark.sql.window.segmentTree.blockSize	i	65536	4.2	new
spark.sql.window.segmentTree.enabled	b	false	4.2	new
spark.sql.window.segmentTree.fanout	i	16	4.2	new
spark.sql.window.segmentTree.minPartitionRows	i	64	4.2	new
spark.sql.windowExec.buffer.in.memory.threshold	i	4096	2.2
spark.sql.windowExec.buffer.spill.size.threshold	s	@spark.shuffle.spill.maxSizeInBytesForSpillThreshold	4.1	new
spark.sql.windowExec.buffer.spill.threshold	i	2147483647	2.2
spark.sql.xml.schemaInference.incrementalTypeCasting.enabled	b	true	4.3	new
spark.sql.xml.variant.respectInferSchema	b	true	4.1	new
spark.stage.ignoreDecommissionFetchFailure	b	true	3.4	=false
spark.stage.maxAttempts	i	2147483647	3.5
spark.stage.maxConsecutiveAttempts	i	4	2.2	new
spark.standalone.executorRemoveDelayOnDisconnection	t	5s	3.4
spark.standalone.submit.filterEnvironment	b	true	4.3	new
spark.standalone.submit.waitAppCompletion	b	false	3.1
spark.storage.blockManagerHeartbeatTimeoutMs	s		0.7
spark.storage.blockManagerMasterDriverHeartbeatTimeoutMs	z	10m	3.2
spark.storage.blockManagerTimeoutIntervalMs	t	60s	0.7
spark.storage.cachedPeersTtl	i	60000	1.1
spark.storage.cleanupFilesAfterExecutorExit	b	true	2.4
spark.storage.decommission.enabled	b	false	3.1
spark.storage.decommission.fallbackStorage.cleanUp	b	false	3.2
spark.storage.decommission.fallbackStorage.path	s		3.1
spark.storage.decommission.maxReplicationFailuresPerBlock	i	3	3.1
spark.storage.decommission.rddBlocks.enabled	b	true	3.1
spark.storage.decommission.replicationReattemptInterval	t	30s	3.1
spark.storage.decommission.shuffleBlocks.bufferRacingMigrations	b	true	4.3	new
spark.storage.decommission.shuffleBlocks.enabled	b	true	3.1
spark.storage.decommission.shuffleBlocks.maxDiskSize	s		3.2
spark.storage.decommission.shuffleBlocks.maxThreads	i	8	3.1
spark.storage.exceptionOnPinLeak	b	false	1.6
spark.storage.localDiskByExecutors.cacheSize	i	1000	3.0
spark.storage.maxReplicationFailures	i	1	1.1
spark.storage.memoryMapLimitForTests	z	2147483632b	2.3
spark.storage.memoryMapThreshold	z	2m	0.9
spark.storage.rddBlockChecksum.algorithm	s	CRC32C	4.3	new
spark.storage.rddBlockChecksum.enabled	b	false	4.3	new
spark.storage.rddBlockChecksum.verifyOnReplication	b	false	4.3	new
spark.storage.replication.policy	s	org.apache.spark.storage.RandomBlockReplicationPolicy	2.1
spark.storage.replication.proactive	b	true	2.2
spark.storage.replication.topologyFile	s		2.1
spark.storage.replication.topologyMapper	s	org.apache.spark.storage.DefaultTopologyMapper	2.1
spark.storage.shuffleManager.initWaitingTimeout	t	30s	4.2	new
spark.storage.unrollMemoryCheckPeriod	l	16	2.3
spark.storage.unrollMemoryGrowthFactor	d	1.5	2.3
spark.storage.unrollMemoryThreshold	l	1048576	1.1
spark.streaming.dynamicAllocation.enabled	b	false	3.0
spark.streaming.dynamicAllocation.maxExecutors	i	2147483647	3.0
spark.streaming.dynamicAllocation.minExecutors	s		3.0
spark.streaming.dynamicAllocation.scalingDownRatio	d	0.3	3.0
spark.streaming.dynamicAllocation.scalingInterval	t	60000ms	3.0
spark.streaming.dynamicAllocation.scalingUpRatio	d	0.9	3.0
spark.streaming.dynamicAllocation.testing	b	false	3.0
spark.submit.callSystemExitOnMainExit	b	false	4.1	new
spark.submit.deployMode	s	client	1.5
spark.submit.proxyUser.allowCustomClasspathInClusterMode	b	false	3.4
spark.submit.pyFiles	s		1.0
spark.task.cpus	s	1	0.5
spark.task.maxDirectResultSize	z	1048576b	2.0
spark.task.maxFailures	i	4	0.8
spark.task.reaper.enabled	b	false	2.0
spark.task.reaper.killTimeout	l	-1ms	2.0
spark.task.reaper.pollingInterval	t	10s	2.0
spark.task.reaper.threadDump	b	true	2.0
spark.taskMetrics.trackUpdatedBlockStatuses	b	false	2.3
spark.ui.actionsViaGetEnabled	s		4.3	new
spark.ui.allowFramingFrom	s		1.6
spark.ui.consoleProgress.update.interval	t	200ms	2.1
spark.ui.contentSecurityPolicy.enabled	b	true	4.2	new
spark.ui.contentSecurityPolicy.frameAncestors.enabled	b	true	4.3	new
spark.ui.custom.executor.log.url	s		3.0
spark.ui.dagGraph.retainedRootRDDs	i	2147483647	2.1
spark.ui.enabled	b	true	1.1
spark.ui.filters	s		1.0
spark.ui.groupSQLSubExecutionEnabled	b	true	3.4
spark.ui.heapHistogramEnabled	b	true	3.5
spark.ui.jetty.sniHostCheckEnabled	b	false	4.2	new
spark.ui.jetty.stopTimeout	t	30s	4.0	new
spark.ui.killEnabled	b	true	1.0
spark.ui.liveUpdate.minFlushPeriod	t	1s	2.4
spark.ui.liveUpdate.period	t	100ms	2.3
spark.ui.port	i	4040	0.7
spark.ui.prometheus.enabled	b	true	3.0	=false
spark.ui.proxyRedirectUri	s		3.0
spark.ui.requestHeaderSize	z	8k	2.2
spark.ui.retainedDeadExecutors	i	100	2.0
spark.ui.retainedJobs	i	1000	1.2
spark.ui.retainedStages	i	1000	0.9
spark.ui.retainedTasks	i	100000	2.0
spark.ui.reverseProxy	b	false	2.1
spark.ui.reverseProxyUrl	s		2.1
spark.ui.showConsoleProgress	b	false	1.2
spark.ui.showErrorStacks	b	true	4.2	new
spark.ui.store.path	s		3.4
spark.ui.strictTransportSecurity	s		2.3
spark.ui.threadDump.flamegraphEnabled	b	true	4.0	new
spark.ui.threadDumpsEnabled	b	true	1.2
spark.ui.timeline.executors.maximum	i	250	3.2
spark.ui.timeline.jobs.maximum	i	500	3.2
spark.ui.timeline.stages.maximum	i	500	3.2
spark.ui.timeline.tasks.maximum	i	1000	1.4
spark.ui.timelineEnabled	b	true	3.4
spark.ui.view.acls	s		1.0
spark.ui.view.acls.groups	s		2.0
spark.ui.xContentTypeOptions.enabled	b	true	2.3
spark.ui.xXssProtection	s	0	2.3	=1; mode=block
spark.unsafe.exceptionOnMemoryLeak	b	false	1.4
spark.unsafe.sorter.spill.merge.factor	i	-1	4.2	new
spark.unsafe.sorter.spill.read.ahead.enabled	b	true	2.3
spark.unsafe.sorter.spill.reader.buffer.size	z	1048576b	2.1
spark.user.groups.mapping	s	org.apache.spark.security.ShellBasedGroupsMappingProvider	2.0
spark.worker.cleanup.appDataTtl	l	604800	1.0
spark.worker.cleanup.enabled	b	true	1.0	=false
spark.worker.cleanup.interval	l	1800	1.0
spark.worker.decommission.signal	s	PWR	3.2
spark.worker.driverTerminateTimeout	t	10s	2.1
spark.worker.executorStateSync.maxAttempts	i	5	3.3
spark.worker.idPattern	s	worker-%s-%s-%d	4.0	new
spark.worker.initialRegistrationRetries	i	6	4.0	new
spark.worker.maxRegistrationRetries	i	16	4.0	new
spark.worker.preferConfiguredMasterAddress	b	false	2.2
spark.worker.resourcesFile	s		3.0
spark.worker.timeout	l	60	0.6
spark.worker.ui.compressedLogFileLengthCacheSize	i	100	2.0
spark.worker.ui.port	s		1.1
spark.worker.ui.retainedDrivers	i	1000	1.5
spark.worker.ui.retainedExecutors	i	1000	1.5
spark.yarn.am.attemptFailuresValidityInterval	s		1.6
spark.yarn.am.clientModeExitOnError	b	false	3.3
spark.yarn.am.clientModeTreatDisconnectAsFailed	b	false	3.3
spark.yarn.am.cores	i	1	1.3
spark.yarn.am.defaultJavaOptions	s		4.2	new
spark.yarn.am.extraJavaOptions	s		1.3
spark.yarn.am.extraLibraryPath	s		1.4
spark.yarn.am.finalMessageLimit	z	1m	2.4
spark.yarn.am.limitActiveProcessorCount.enabled	b	false	4.2	new
spark.yarn.am.memory	z	512m	1.3
spark.yarn.am.memoryOverhead	s		1.3
spark.yarn.am.nodeLabelExpression	s		1.6
spark.yarn.am.tokenConfRegex	s		3.3
spark.yarn.am.waitTime	t	100s	1.3
spark.yarn.applicationType	s	SPARK	3.1
spark.yarn.archive	s		2.0
spark.yarn.cache.confArchive	s		2.0
spark.yarn.cache.filenames	s		2.0
spark.yarn.cache.sizes	s		2.0
spark.yarn.cache.timestamps	s		2.0
spark.yarn.cache.types	s		2.0
spark.yarn.cache.visibilities	s		2.0
spark.yarn.client.statCache.preload.enabled	b	false	4.0	new
spark.yarn.client.statCache.preload.perDirectoryThreshold	i	5	4.0	new
spark.yarn.clientLaunchMonitorInterval	t	1s	2.3
spark.yarn.config.gatewayPath	s		1.5
spark.yarn.config.replacementPath	s		1.5
spark.yarn.containerLauncherMaxThreads	i	25	1.2
spark.yarn.dist.archives	s		1.0
spark.yarn.dist.files	s		1.0
spark.yarn.dist.forceDownloadSchemes	s		2.3
spark.yarn.dist.jars	s		2.0
spark.yarn.dist.pyFiles	s		2.2
spark.yarn.exclude.nodes	s		3.0
spark.yarn.executor.launch.excludeOnFailure.enabled	b	false	3.1
spark.yarn.executor.nodeLabelExpression	s		1.4
spark.yarn.executor.oomKill.enabled	b	true	4.3	new
spark.yarn.historyServer.address	s		1.0
spark.yarn.historyServer.allowTracking	b	false	2.2
spark.yarn.includeDriverLogsLink	b	false	3.1
spark.yarn.isPython	b	false	1.5
spark.yarn.jars	s		2.0
spark.yarn.kerberos.renewal.excludeHadoopFileSystems	s		3.2
spark.yarn.maxAppAttempts	s		1.3
spark.yarn.metrics.namespace	s		2.4
spark.yarn.populateHadoopClasspath	b	false	2.4
spark.yarn.preserve.staging.files	b	false	1.1
spark.yarn.priority	s		3.0
spark.yarn.queue	s	default	1.0
spark.yarn.report.interval	t	1s	0.9
spark.yarn.report.loggingFrequency	i	30	3.5
spark.yarn.resourceFpgaDeviceName	s	yarn.io/fpga	3.2
spark.yarn.resourceGpuDeviceName	s	yarn.io/gpu	3.2
spark.yarn.rolledLog.excludePattern	s		2.0
spark.yarn.rolledLog.includePattern	s		2.0
spark.yarn.scheduler.heartbeat.interval-ms	t	3s	0.8
spark.yarn.scheduler.initial-allocation.interval	t	200ms	1.4
spark.yarn.scheduler.reporterThread.maxFailures	i	5	1.2
spark.yarn.secondary.jars	s		0.9
spark.yarn.shuffle.server.recovery.disabled	b	false	3.5
spark.yarn.stagingDir	s		2.0
spark.yarn.submit.file.replication	s		0.8
spark.yarn.submit.waitAppCompletion	b	true	1.4
spark.yarn.tags	s		1.5
spark.yarn.unmanagedAM.enabled	b	false	3.0
spark.yarn.user.classpath.first	b	false	1.3
spark.yarn.user.jar	s		1.1
`;
